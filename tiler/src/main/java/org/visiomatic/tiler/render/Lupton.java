package org.visiomatic.tiler.render;

/// The colour composition of Lupton, Blanton, Fekete, Hogg, O'Mullane, Szalay & Wherry, "Preparing
/// Red-Green-Blue Images from CCD Data", PASP 116, 133 (2004).
///
/// One factor for all three colours takes their mean I to F(I) = 0.1·asinh(Q·I/stretch) /
/// asinh(0.1·Q), so that bright sources keep their colour; a pixel of which a colour is above white
/// is divided by that colour. Constants are those of `make_lupton_rgb` in `astropy.visualization`,
/// for values from 0 at the low cut to 1 at the high one.
///
/// @param q asinh softening, 0.01 to 1000: 0.01 is nearly linear
/// @param stretch ten times the mean that is shown as a tenth of white at low Q; smaller is
///   brighter; 0.00001 to 1000
public record Lupton(double q, double stretch) {

  public Lupton {
    require("Q", q, 0.01, 1000);
    require("stretch", stretch, 0.00001, 1000);
  }

  /// F(I)/I for I above 0.
  double factor(double mean) {
    return 0.1 * asinh(q * mean / stretch) / asinh(0.1 * q) / mean;
  }

  private static double asinh(double x) {
    return x > 1e8 ? Math.log(x) + Math.log(2) : Math.log1p(x + x * x / (1 + Math.sqrt(x * x + 1)));
  }

  private static void require(String name, double value, double low, double high) {
    // Written so that NaN fails too.
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "A Lupton %s of %s was asked for, but it must be between %s and %s."
              .formatted(name, value, low, high));
    }
  }
}
