package org.visiomatic.tiler.picture;

import java.util.OptionalInt;
import org.visiomatic.tiler.pyramid.SampleFormat;

/// The number type of the samples of a picture.
///
/// @param kind how the bits are to be taken
/// @param bits of one sample
record SampleType(Kind kind, int bits) {

  /// How bits make a number.
  enum Kind {
    UNSIGNED("unsigned integers"),
    SIGNED("signed integers"),
    FLOAT("floats");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /// Whether samples of this type can be read.
  boolean isKnown() {
    return switch (kind) {
      case UNSIGNED -> (bits >= 1 && bits <= 32) || bits == 64;
      case SIGNED -> bits == 8 || bits == 16 || bits == 32 || bits == 64;
      case FLOAT -> bits == 16 || bits == 32 || bits == 64;
    };
  }

  /// Whether samples fill whole bytes.
  boolean isWholeBytes() {
    return bits == 8 || bits == 16 || bits == 32 || bits == 64;
  }

  /// The largest unsigned number of the type.
  double largest() {
    return Math.scalb(1.0, bits) - 1;
  }

  /// The `BITPIX` that FITS would store the numbers with.
  int bitpix() {
    return switch (kind) {
      case UNSIGNED -> bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : 64;
      case SIGNED -> bits <= 16 ? 16 : bits;
      case FLOAT -> bits <= 32 ? -32 : -64;
    };
  }

  /// Whether the numbers need the `BZERO` by which FITS writes unsigned integers.
  boolean isShifted() {
    return kind == Kind.UNSIGNED && (bits == 16 || bits == 32 || bits == 64);
  }

  /// The smallest storage that keeps every number.
  ///
  /// @param gaps whether there may be pixels without a value; then types that use every number that
  ///   they have are stored in the next larger one
  SampleFormat format(boolean gaps) {
    boolean full = bits == 16 || (kind == Kind.SIGNED && bits > 8);
    if (kind == Kind.FLOAT || bits > 16 || (gaps && full)) {
      return SampleFormat.FLOAT32;
    }
    if (gaps) {
      return plain(SampleFormat.Type.INT16, OptionalInt.of(Short.MIN_VALUE));
    }
    if (kind == Kind.SIGNED) {
      return plain(SampleFormat.Type.INT16, OptionalInt.empty());
    }
    return plain(
        bits <= 8 ? SampleFormat.Type.UINT8 : SampleFormat.Type.UINT16, OptionalInt.empty());
  }

  private static SampleFormat plain(SampleFormat.Type type, OptionalInt fill) {
    return new SampleFormat(type, 1, 0, fill);
  }

  @Override
  public String toString() {
    return "%d-bit %s".formatted(bits, kind);
  }
}
