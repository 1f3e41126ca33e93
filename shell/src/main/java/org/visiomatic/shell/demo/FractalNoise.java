package org.visiomatic.shell.demo;

/// Smooth random texture: lattice noise summed over octaves, each twice as fine and half as strong
/// (Perlin 1985, "An image synthesizer", with values instead of gradients on the lattice).
final class FractalNoise {

  private final long seed;
  private final int octaves;

  FractalNoise(long seed, int octaves) {
    this.seed = seed;
    this.octaves = octaves;
  }

  /// The texture at a point, about 0 to 1; the coarsest structure has size 1.
  double at(double x, double y) {
    double sum = 0;
    double weight = 0.5;
    double scale = 1;
    for (int octave = 0; octave < octaves; octave++) {
      sum += weight * lattice(x * scale, y * scale, octave);
      weight *= 0.5;
      scale *= 2;
    }
    return sum / (1 - 2 * weight);
  }

  private double lattice(double x, double y, int octave) {
    long column = (long) Math.floor(x);
    long row = (long) Math.floor(y);
    double u = smooth(x - column);
    double v = smooth(y - row);
    double below = mix(node(column, row, octave), node(column + 1, row, octave), u);
    double above = mix(node(column, row + 1, octave), node(column + 1, row + 1, octave), u);
    return mix(below, above, v);
  }

  /// The random value of a lattice point, 0 to 1, by the finaliser of SplitMix64 (Steele et al.
  /// 2014).
  private double node(long column, long row, int octave) {
    long z =
        seed
            + column * 0x9E3779B97F4A7C15L
            + row * 0xC2B2AE3D27D4EB4FL
            + octave * 0x165667B19E3779F9L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
  }

  private static double smooth(double t) {
    return t * t * t * (t * (6 * t - 15) + 10);
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
