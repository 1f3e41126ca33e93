package org.visiomatic.tiler.fits;

import org.visiomatic.tiler.pyramid.Header;

/// What stored numbers mean: physical value = `offset` + `scale` × stored number, except for the
/// one that means "no value".
///
/// @param scale `BSCALE`
/// @param offset `BZERO`
/// @param hasBlank whether there is a stored number that means "no value"
/// @param blank that number (`BLANK`), 0 when there is none
record Scaling(double scale, double offset, boolean hasBlank, long blank) {

  static final Scaling NONE = new Scaling(1, 0, false, 0);

  /// Reads the keywords of a header. `BLANK` counts for integers only: floats have NaN, and files
  /// that give both are common.
  static Scaling of(Header header, int bitpix) {
    double scale = finite(header, "BSCALE", 1);
    double offset = finite(header, "BZERO", 0);
    Number blank = bitpix > 0 ? header.number("BLANK").orElse(null) : null;
    return new Scaling(scale, offset, blank != null, blank == null ? 0 : blank.longValue());
  }

  private static double finite(Header header, String keyword, double absent) {
    double value = header.number(keyword).map(Number::doubleValue).orElse(absent);
    return Double.isFinite(value) ? value : absent;
  }

  /// Whether stored numbers are the physical values.
  boolean isIdentity() {
    return scale == 1 && offset == 0;
  }

  /// Whether this is how FITS writes unsigned integers of `bitpix` bits, which it lacks.
  boolean isUnsigned(int bitpix) {
    return bitpix > 8 && scale == 1 && offset == Math.scalb(1.0, bitpix - 1);
  }

  /// The physical value of a stored number that is not blank.
  double physical(double stored) {
    return offset + scale * stored;
  }
}
