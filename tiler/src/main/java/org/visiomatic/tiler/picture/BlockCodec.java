package org.visiomatic.tiler.picture;

import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.*;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.imaging.formats.tiff.constants.TiffConstants;
import org.apache.commons.imaging.formats.tiff.itu_t4.T4AndT6Compression;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Unpacks the blocks of a TIFF page. Most codecs unpack as they are read, so that a page in one
/// single strip needs no more memory than others; fax codes and JPEG need the whole block.
final class BlockCodec {

  /// What the fax decoder may make of a byte before it notices that a row is too long.
  private static final int FAX_GROWTH = 256;

  private final TiffPage page;
  private final TiffLayout layout;
  private final BlockPlaces places;
  private final JpegTables jpeg;

  BlockCodec(TiffPage page, TiffLayout layout, BlockPlaces places)
      throws UnreadableSourceException {
    this.page = page;
    this.layout = layout;
    this.places = places;
    this.jpeg = new JpegTables(page);
    requireMemory();
  }

  private void requireMemory() throws UnreadableSourceException {
    long most = Runtime.getRuntime().maxMemory() / 16;
    long needed =
        layout.compression() == TiffCompression.JPEG
            ? layout.grid().blockBytes()
            : layout.grid().rowBytes() * (layout.compression().isFax() ? Integer.SIZE : 1);
    if (needed > Math.min(most, Integer.MAX_VALUE / 2)) {
      throw tooLarge(needed, most);
    }
  }

  private UnreadableSourceException tooLarge(long needed, long most) {
    return page.place()
        .broken(
            "a block needs %,d bytes to be decoded, and %,d can be had with the memory that the program has; give it more (-Xmx) or save the picture in smaller strips or tiles"
                .formatted(needed, most));
  }

  /// The unpacked bytes of a block.
  InputStream open(int block) throws IOException {
    InputStream packed = new SegmentInput(places.packed(block), layout.reversed());
    return switch (layout.compression()) {
      case NONE -> packed;
      case LZW -> new LzwInput(packed);
      case PACK_BITS -> new PackBitsInput(packed);
      case DEFLATE -> new InflaterInputStream(packed);
      case MODIFIED_HUFFMAN, GROUP_3, GROUP_4 -> new ByteArrayInputStream(fax(block, packed));
      case JPEG -> {
        int rows = layout.grid().rows(block);
        yield new ByteArrayInputStream(jpeg.decode(whole(block, packed, 1), layout.grid(), rows));
      }
    };
  }

  private byte[] whole(int block, InputStream packed, int growth) throws IOException {
    long most = Runtime.getRuntime().maxMemory() / 16;
    long needed = places.packed(block).byteSize() * growth;
    if (needed > Math.min(most, Integer.MAX_VALUE / 2)) {
      throw tooLarge(needed, most);
    }
    return packed.readAllBytes();
  }

  private byte[] fax(int block, InputStream packed) throws IOException {
    byte[] bytes = whole(block, packed, FAX_GROWTH);
    int width = layout.grid().blockWidth();
    int rows = layout.grid().rows(block);
    long options = page.integer(TIFF_TAG_T4_OPTIONS, 0);
    boolean filled = (options & TiffConstants.FLAG_T4_OPTIONS_FILL) != 0;
    return switch (layout.compression()) {
      case MODIFIED_HUFFMAN -> T4AndT6Compression.decompressModifiedHuffman(bytes, width, rows);
      case GROUP_3 ->
          (options & TiffConstants.FLAG_T4_OPTIONS_2D) != 0
              ? T4AndT6Compression.decompressT4_2D(bytes, width, rows, filled)
              : T4AndT6Compression.decompressT4_1D(bytes, width, rows, filled);
      case GROUP_4 -> T4AndT6Compression.decompressT6(bytes, width, rows);
      case NONE, LZW, JPEG, DEFLATE, PACK_BITS ->
          throw new IllegalStateException("Not a fax code: " + layout.compression());
    };
  }
}
