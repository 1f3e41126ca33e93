package org.visiomatic.tiler.fits;

import java.util.OptionalInt;
import org.visiomatic.tiler.pyramid.SampleFormat;

/// Chooses the smallest storage that gives back every physical value of an image exactly.
final class StorageFormats {

  private static final int UNSIGNED_SHORT_ZERO = 32768;

  private StorageFormats() {}

  /// The format for images of this type; 8- and 16-bit integers keep their type.
  static SampleFormat of(int bitpix, Scaling scaling) {
    return switch (bitpix) {
      case 8 -> exact(SampleFormat.Type.UINT8, 0, 255, scaling);
      case 16 -> scaling.isUnsigned(16) ? unsigned(scaling) : exact16(scaling);
      default -> SampleFormat.FLOAT32;
    };
  }

  private static SampleFormat exact16(Scaling scaling) {
    return exact(SampleFormat.Type.INT16, Short.MIN_VALUE, Short.MAX_VALUE, scaling);
  }

  private static SampleFormat unsigned(Scaling scaling) {
    return new SampleFormat(
        SampleFormat.Type.UINT16,
        1,
        0,
        fill(scaling, Short.MIN_VALUE, Short.MAX_VALUE, UNSIGNED_SHORT_ZERO));
  }

  /// Tries every stored number: with some scalings the rounding to float maps two onto one.
  private static SampleFormat exact(SampleFormat.Type type, int first, int last, Scaling scaling) {
    for (int stored = first; stored <= last && !scaling.isIdentity(); stored++) {
      float value = (float) scaling.physical(stored);
      if (Math.rint((value - scaling.offset()) / scaling.scale()) != stored) {
        return SampleFormat.FLOAT32;
      }
    }
    return new SampleFormat(type, scaling.scale(), scaling.offset(), fill(scaling, first, last, 0));
  }

  /// `BLANK` as it is stored; one that no stored number can have marks nothing.
  private static OptionalInt fill(Scaling scaling, int first, int last, int shift) {
    boolean reachable = scaling.hasBlank() && scaling.blank() >= first && scaling.blank() <= last;
    return reachable ? OptionalInt.of((int) scaling.blank() + shift) : OptionalInt.empty();
  }
}
