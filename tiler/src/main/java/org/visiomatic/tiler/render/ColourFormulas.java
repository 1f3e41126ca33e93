package org.visiomatic.tiler.render;

/// Published definitions of colour maps: red, green and blue by grey, all from 0 to 1. What leaves
/// that range is clamped by the caller.
final class ColourFormulas {

  private ColourFormulas() {}

  /// Hue of the HSV colour model, not quite once around.
  static double[] hue(double x) {
    double sector = x * 63 / 64 * 6;
    return new double[] {
      Math.abs(sector - 3) - 1, 2 - Math.abs(sector - 2), 2 - Math.abs(sector - 4)
    };
  }

  /// D. A. Green, "A colour scheme for the display of astronomical intensity images", Bull. Astr.
  /// Soc. India 39, 289 (2011), with his defaults: start 0.5, −1.5 rotations, hue 1, gamma 1.
  static double[] cubehelix(double x) {
    double angle = 2 * Math.PI * (0.5 / 3 + 1 - 1.5 * x);
    double amplitude = x * (1 - x) / 2;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new double[] {
      x + amplitude * (-0.14861 * cos + 1.78277 * sin),
      x + amplitude * (-0.29227 * cos - 0.90649 * sin),
      x + amplitude * 1.97294 * cos
    };
  }

  /// The ramps of the classic `hot`, one after the other.
  private static double[] ramps(double x) {
    return new double[] {
      Math.clamp(x * 8 / 3, 0.0, 1.0),
      Math.clamp(x * 8 / 3 - 1, 0.0, 1.0),
      Math.clamp(4 * x - 3, 0.0, 1.0)
    };
  }

  /// Seven parts grey and one part `hot` with red and blue exchanged.
  static double[] bone(double x) {
    double[] hot = ramps(x);
    return new double[] {(7 * x + hot[2]) / 8, (7 * x + hot[1]) / 8, (7 * x + hot[0]) / 8};
  }

  /// The square root of two parts grey and one part `hot`, which begins a 64th late: pink is not
  /// black at its dark end.
  static double[] pink(double x) {
    double knot = 63 * x + 1;
    return new double[] {
      Math.sqrt((2 * x + Math.clamp(knot / 24, 0.0, 1.0)) / 3),
      Math.sqrt((2 * x + Math.clamp(knot / 24 - 1, 0.0, 1.0)) / 3),
      Math.sqrt((2 * x + Math.clamp(knot / 16 - 3, 0.0, 1.0)) / 3)
    };
  }

  /// Formula 32 of gnuplot's `rgbformulae`.
  static double gnuplot32(double x) {
    if (x < 0.25) {
      return 4 * x;
    }
    if (x < 0.42) {
      return 1;
    }
    return x < 0.92 ? 1.84 - 2 * x : x / 0.08 - 11.5;
  }

  /// A. Mikhailov, "Turbo, An Improved Rainbow Colormap for Visualization" (2019): polynomials that
  /// are within 32 levels of the table at its ends and closer between.
  static double[] turbo(double x) {
    return new double[] {
      polynomial(x, 34.61, 1172.33, -10793.56, 33300.12, -38394.49, 14825.05) / 255,
      polynomial(x, 23.31, 557.33, 1225.33, -3574.96, 1073.77, 707.56) / 255,
      polynomial(x, 27.2, 3211.1, -15327.97, 27814, -22569.18, 6838.66) / 255
    };
  }

  private static double polynomial(double x, double... coefficients) {
    double sum = 0;
    for (int power = coefficients.length - 1; power >= 0; power--) {
      sum = sum * x + coefficients[power];
    }
    return sum;
  }

  /// Straight lines between colours.
  ///
  /// @param knots position, red, green and blue of each in turn; positions rise from 0 to 1
  static double[] lines(double x, double... knots) {
    int right = 4;
    while (knots[right] < x) {
      right += 4;
    }
    int left = right - 4;
    double part = (x - knots[left]) / (knots[right] - knots[left]);
    double[] rgb = new double[3];
    for (int c = 0; c < 3; c++) {
      rgb[c] = knots[left + 1 + c] + part * (knots[right + 1 + c] - knots[left + 1 + c]);
    }
    return rgb;
  }
}
