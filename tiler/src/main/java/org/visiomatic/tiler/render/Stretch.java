package org.visiomatic.tiler.render;

import java.util.Arrays;

/// A rising curve from scaled values to brightness, both from 0 to 1; applied before the gamma.
///
/// The curves are those of `astropy.visualization`, with the names of its classes in lower case.
/// What a [GreyTable] needs is their inverse: the value at which a brightness is reached.
public sealed interface Stretch {

  /// The value itself.
  Stretch LINEAR = new Linear();

  /// The value from 0 to 1 that becomes `brightness`.
  ///
  /// @param brightness from 0 to 1
  double inverse(double brightness);

  /// v.
  record Linear() implements Stretch {
    @Override
    public double inverse(double brightness) {
      return brightness;
    }
  }

  /// v^exponent; 1/2 is `sqrt` and 2 is `squared`.
  ///
  /// @param exponent above 0
  record Power(double exponent) implements Stretch {

    public Power {
      requirePositive(exponent);
    }

    @Override
    public double inverse(double brightness) {
      return Math.pow(brightness, 1 / exponent);
    }
  }

  /// ln(a·v + 1) / ln(a + 1).
  ///
  /// @param a above 0: the larger, the more of the faint is shown
  record Log(double a) implements Stretch {

    public Log {
      requirePositive(a);
    }

    @Override
    public double inverse(double brightness) {
      return Math.expm1(brightness * Math.log1p(a)) / a;
    }
  }

  /// asinh(v/a) / asinh(1/a): linear below `a`, logarithmic above.
  ///
  /// @param a above 0, the softening
  record Asinh(double a) implements Stretch {

    public Asinh {
      requirePositive(a);
    }

    @Override
    public double inverse(double brightness) {
      return a * Math.sinh(brightness * asinh(1 / a));
    }
  }

  /// sinh(v/a) / sinh(1/a).
  ///
  /// @param a above 0; at least 0.01, beyond which sinh leaves the range of numbers
  record Sinh(double a) implements Stretch {

    public Sinh {
      if (!(a >= 0.01)) {
        throw new IllegalArgumentException(
            "A sinh stretch of %s was asked for, but it must be at least 0.01.".formatted(a));
      }
    }

    @Override
    public double inverse(double brightness) {
      return a * asinh(brightness * Math.sinh(1 / a));
    }
  }

  /// The part of the pixels that are darker, so that every level has about as many pixels.
  ///
  /// @param values scaled values at even steps of that part, from 0 to 1 in rising order; at least
  ///   two
  @SuppressWarnings("ArrayRecordComponent") // compared by content below
  record Equalized(float[] values) implements Stretch {

    @Override
    public double inverse(double brightness) {
      double place = Math.clamp(brightness, 0, 1) * (values.length - 1);
      int left = Math.min((int) place, values.length - 2);
      return values[left] + (place - left) * (values[left + 1] - values[left]);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Equalized that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  private static void requirePositive(double parameter) {
    // Written so that NaN fails too.
    if (!(parameter > 0 && parameter < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "A stretch with the parameter %s was asked for, but it must be a number above 0."
              .formatted(parameter));
    }
  }

  /// For x ≥ 0; exact enough where x is small.
  private static double asinh(double x) {
    return x > 1e8 ? Math.log(x) + Math.log(2) : Math.log1p(x + x * x / (1 + Math.sqrt(x * x + 1)));
  }
}
