package org.visiomatic.tiler.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// The `IHDR` chunk of a PNG file.
///
/// @param width columns
/// @param height rows
/// @param bits of a sample
/// @param colour what the samples are
/// @param interlaced whether the pixels come in seven passes
record PngHeader(int width, int height, int bits, Colour colour, boolean interlaced) {

  static final int LENGTH = 13;

  /// Colour types (PNG 3rd edition, section 11.2.1).
  enum Colour {
    GREY(0, 1),
    RGB(2, 3),
    PALETTE(3, 1),
    GREY_ALPHA(4, 2),
    RGB_ALPHA(6, 4);

    private final int code;
    private final int samples;

    Colour(int code, int samples) {
      this.code = code;
      this.samples = samples;
    }

    /// Samples of a pixel.
    int samples() {
      return samples;
    }

    boolean allows(int bits) {
      return switch (this) {
        case GREY -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
        case PALETTE -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
        case RGB, GREY_ALPHA, RGB_ALPHA -> bits == 8 || bits == 16;
      };
    }
  }

  static PngHeader of(MemorySegment data, Place place) throws UnreadableSourceException {
    ValueLayout.OfInt number = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    int width = data.get(number, 0);
    int height = data.get(number, 4);
    int bits = data.get(ValueLayout.JAVA_BYTE, 8);
    int code = data.get(ValueLayout.JAVA_BYTE, 9);
    int interlace = data.get(ValueLayout.JAVA_BYTE, 12);
    if (width < 1 || height < 1) {
      throw place.broken(
          "its header says %s × %s pixels"
              .formatted(Integer.toUnsignedString(width), Integer.toUnsignedString(height)));
    }
    for (Colour colour : Colour.values()) {
      if (colour.code == code && colour.allows(bits) && (interlace == 0 || interlace == 1)) {
        return new PngHeader(width, height, bits, colour, interlace == 1);
      }
    }
    throw place.broken(
        "its header says colour type %d of %d bits, interlaced by method %d, which PNG does not have"
            .formatted(code, bits, interlace));
  }

  int samples() {
    return colour.samples();
  }

  /// Bytes of so many pixels of a row.
  long rowBytes(int pixels) {
    return ((long) pixels * samples() * bits + 7) / 8;
  }
}
