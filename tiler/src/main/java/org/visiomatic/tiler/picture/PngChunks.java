package org.visiomatic.tiler.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// The chunks of a PNG file that matter for its pixels, and some that tell of it.
///
/// The parser of Commons Imaging is not used: it takes whole chunks, and all of them, into memory.
final class PngChunks {

  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /// Length and type before the data of a chunk, checksum after them.
  static final int BEFORE = 8;

  static final int AFTER = 4;
  static final ValueLayout.OfInt NUMBER =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int LONGEST_PALETTE = 3 * 256;

  private final Place place;
  private final MemorySegment bytes;
  private @Nullable PngHeader header;
  private byte[] palette = {};
  private byte[] transparency = {};
  private long firstData = -1;
  private long dataBytes;
  private String title = "";
  private String xmp = "";
  private boolean cut;

  private PngChunks(SourceFile file) {
    this.place = new Place(file.name(), "");
    this.bytes = file.bytes();
  }

  /// Looks at all chunks.
  static PngChunks of(SourceFile file) throws UnreadableSourceException {
    PngChunks chunks = new PngChunks(file);
    chunks.walk();
    return chunks;
  }

  private void walk() throws UnreadableSourceException {
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (i >= bytes.byteSize() || bytes.get(ValueLayout.JAVA_BYTE, i) != SIGNATURE[i]) {
        throw place.broken(
            "its first bytes are not those of a PNG file; it may have been changed like a text while it was copied");
      }
    }
    long at = SIGNATURE.length;
    String type = "";
    while (!type.equals("IEND") && !cut) {
      if (at == bytes.byteSize() && firstData >= 0) {
        cut = true;
        return;
      }
      type = type(at);
      long length = bytes.get(NUMBER, at) & 0xffff_ffffL;
      if (length > bytes.byteSize() - at - BEFORE - AFTER) {
        if (firstData < 0 || type.equals("IDAT")) {
          throw cutShort(type, at);
        }
        cut = true;
        return;
      }
      take(type, at, length);
      at += BEFORE + length + AFTER;
    }
    if (header == null || firstData < 0) {
      throw place.broken("it has no image data");
    }
  }

  private String type(long at) throws UnreadableSourceException {
    if (at > bytes.byteSize() - BEFORE - AFTER) {
      throw cutShort("next", at);
    }
    byte[] letters = new byte[4];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at + 4, letters, 0, 4);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }

  private UnreadableSourceException cutShort(String type, long at) {
    return place.broken(
        "the %s chunk at byte %,d reaches beyond the end of the file; it is cut short or damaged"
            .formatted(type, at));
  }

  private void take(String type, long at, long length) throws UnreadableSourceException {
    if (header == null && !type.equals("IHDR")) {
      throw place.broken("it does not begin with a header");
    }
    MemorySegment data = bytes.asSlice(at + BEFORE, length);
    switch (type) {
      case "IHDR" -> {
        if (length != PngHeader.LENGTH || header != null) {
          throw place.broken("its header is not one of PNG");
        }
        checkSum(type, at, length);
        header = PngHeader.of(data, place);
      }
      case "PLTE" -> palette = small(type, at, length);
      case "tRNS" -> transparency = small(type, at, length);
      case "IDAT" -> {
        firstData = firstData < 0 ? at : firstData;
        dataBytes += length;
      }
      case "tEXt", "zTXt", "iTXt" -> {
        PngText.Found text = PngText.of(type, data);
        title = title.isEmpty() && text.keyword().equals("Title") ? text.text() : title;
        xmp = xmp.isEmpty() && text.keyword().equals(PngText.XMP) ? text.text() : xmp;
      }
      default -> {
        // An upper-case letter marks chunks without which the pixels cannot be understood.
        if (Character.isUpperCase(type.charAt(0)) && !type.equals("IEND")) {
          throw place.broken("it has a %s chunk, which is not supported".formatted(type));
        }
      }
    }
  }

  private byte[] small(String type, long at, long length) throws UnreadableSourceException {
    if (length > LONGEST_PALETTE) {
      throw place.broken("its %s chunk has %,d bytes".formatted(type, length));
    }
    checkSum(type, at, length);
    return bytes.asSlice(at + BEFORE, length).toArray(ValueLayout.JAVA_BYTE);
  }

  private void checkSum(String type, long at, long length) throws UnreadableSourceException {
    CRC32 sum = new CRC32();
    sum.update(bytes.asSlice(at + 4, length + 4).toArray(ValueLayout.JAVA_BYTE));
    if ((int) sum.getValue() != bytes.get(NUMBER, at + BEFORE + length)) {
      throw place.broken("the checksum of its %s chunk is wrong; it is damaged".formatted(type));
    }
  }

  Place place() {
    return place;
  }

  MemorySegment bytes() {
    return bytes;
  }

  PngHeader header() {
    if (header == null) {
      throw new IllegalStateException("Not walked.");
    }
    return header;
  }

  /// Red, green and blue of each colour.
  byte[] palette() {
    return palette;
  }

  /// Contents of `tRNS`, if there is one.
  Optional<byte[]> transparency() {
    return transparency.length == 0 ? Optional.empty() : Optional.of(transparency);
  }

  /// Place of the first `IDAT` chunk.
  long firstData() {
    return firstData;
  }

  /// Bytes of all `IDAT` chunks together.
  long dataBytes() {
    return dataBytes;
  }

  String title() {
    return title;
  }

  /// The XMP packet; empty when there is none.
  String xmp() {
    return xmp;
  }

  /// Whether the file ends before its end mark, but after the pixels.
  boolean isCut() {
    return cut;
  }
}
