package org.visiomatic.tiler.render;

/// The diverging colour map of Kenneth Moreland, "Diverging Color Maps for Scientific
/// Visualization", ISVC 2009: from blue over a light grey to red, along lines in Msh, which is
/// CIELAB in polar form.
final class MorelandColours {

  /// White of CIELAB with the primaries of sRGB (D65).
  private static final double[] WHITE = {0.95047, 1, 1.08883};

  // The ends of the map that the paper recommends.
  private static final double[] BLUE = msh(59, 76, 192);
  private static final double[] RED = msh(180, 4, 38);

  /// Least lightness of the middle.
  private static final double MIDDLE = 88;

  private MorelandColours() {}

  /// Red, green and blue from 0 to 1.
  static double[] at(double x) {
    double middle = Math.max(MIDDLE, Math.max(BLUE[0], RED[0]));
    double[] end = x < 0.5 ? BLUE : RED;
    double part = Math.abs(2 * x - 1);
    double[] msh = {
      middle + part * (end[0] - middle), part * end[1], hue(end, middle, part),
    };
    return rgb(msh);
  }

  /// The hue turns on the way to the middle, so that steps look even.
  private static double hue(double[] end, double middle, double part) {
    double turn =
        end[0] >= middle
            ? 0
            : end[1] * Math.sqrt(middle * middle - end[0] * end[0]) / (end[0] * Math.sin(end[1]));
    double atMiddle = end[2] > -Math.PI / 3 ? end[2] + turn : end[2] - turn;
    return atMiddle + part * (end[2] - atMiddle);
  }

  private static double[] msh(int red, int green, int blue) {
    double r = linear(red / 255.0);
    double g = linear(green / 255.0);
    double b = linear(blue / 255.0);
    double x = cube((0.4124 * r + 0.3576 * g + 0.1805 * b) / WHITE[0]);
    double y = cube(0.2126 * r + 0.7152 * g + 0.0722 * b);
    double z = cube((0.0193 * r + 0.1192 * g + 0.9505 * b) / WHITE[2]);
    double lightness = 116 * y - 16;
    double a = 500 * (x - y);
    double blueness = 200 * (y - z);
    double m = Math.sqrt(lightness * lightness + a * a + blueness * blueness);
    return new double[] {m, Math.acos(lightness / m), Math.atan2(blueness, a)};
  }

  private static double[] rgb(double[] msh) {
    double lightness = msh[0] * Math.cos(msh[1]);
    double a = msh[0] * Math.sin(msh[1]) * Math.cos(msh[2]);
    double b = msh[0] * Math.sin(msh[1]) * Math.sin(msh[2]);
    double y = (lightness + 16) / 116;
    double x = WHITE[0] * uncube(y + a / 500);
    double z = WHITE[2] * uncube(y - b / 200);
    y = WHITE[1] * uncube(y);
    return new double[] {
      coded(3.2406 * x - 1.5372 * y - 0.4986 * z),
      coded(-0.9689 * x + 1.8758 * y + 0.0415 * z),
      coded(0.0557 * x - 0.2040 * y + 1.0570 * z)
    };
  }

  private static double cube(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }

  private static double uncube(double t) {
    return t * t * t > 0.008856 ? t * t * t : (t - 16.0 / 116) / 7.787;
  }

  private static double linear(double value) {
    return value > 0.04045 ? Math.pow((value + 0.055) / 1.055, 2.4) : value / 12.92;
  }

  private static double coded(double value) {
    return value > 0.0031308 ? 1.055 * Math.pow(value, 1 / 2.4) - 0.055 : 12.92 * value;
  }
}
