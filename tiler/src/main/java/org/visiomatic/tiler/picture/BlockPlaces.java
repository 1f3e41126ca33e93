package org.visiomatic.tiler.picture;

import static org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants.*;

import java.lang.foreign.MemorySegment;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Where the blocks of a TIFF page lie in the file. Read from the file each time: the lists may be
/// long.
///
/// @param page the page
/// @param layout of its samples
record BlockPlaces(TiffPage page, TiffLayout layout) {

  /// Looks at all of them.
  ///
  /// @throws UnreadableSourceException when one reaches beyond the file
  static BlockPlaces checked(TiffPage page, TiffLayout layout) throws UnreadableSourceException {
    BlockPlaces places = new BlockPlaces(page, layout);
    int count = layout.grid().count();
    for (int block = 0; block < count; block++) {
      places.check(block);
    }
    return places;
  }

  private void check(int block) throws UnreadableSourceException {
    long start = start(block);
    long length = length(block);
    long size = page.bytes().byteSize();
    String kind = layout.grid().tiled() ? "tile" : "strip";
    if (start < 0 || length < 0 || start > size || length > size - start) {
      throw page.place()
          .broken(
              "%s %,d of %,d bytes at byte %s reaches beyond the end of the file, which has %,d bytes; it is cut short or damaged"
                  .formatted(kind, block, length, Long.toUnsignedString(start), size));
    }
    if (length == 0) {
      throw page.place().broken("%s %,d is empty".formatted(kind, block));
    }
  }

  long start(int block) throws UnreadableSourceException {
    return page.integer(
        layout.grid().tiled() ? TIFF_TAG_TILE_OFFSETS : TIFF_TAG_STRIP_OFFSETS, block, 0);
  }

  /// Packed bytes of a block. Of uncompressed ones it is what they must have: many writers state
  /// something else or nothing.
  private long length(int block) throws UnreadableSourceException {
    BlockGrid grid = layout.grid();
    return layout.compression() == TiffCompression.NONE
        ? grid.rowBytes() * grid.rows(block)
        : page.integer(
            grid.tiled() ? TIFF_TAG_TILE_BYTE_COUNTS : TIFF_TAG_STRIP_BYTE_COUNTS,
            block,
            page.bytes().byteSize() - start(block));
  }

  /// The packed bytes of a block.
  MemorySegment packed(int block) throws UnreadableSourceException {
    return page.bytes().asSlice(start(block), length(block));
  }
}
