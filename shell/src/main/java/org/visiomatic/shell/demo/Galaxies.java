package org.visiomatic.shell.demo;

import java.util.random.RandomGenerator;

/// Draws spiral and elliptical galaxies: exponential discs with logarithmic arms around de
/// Vaucouleurs bulges.
final class Galaxies {

  private static final double[] OLD_STARS = {1.2, 0.92, 0.6};
  private static final double[] YOUNG_STARS = {0.62, 0.85, 1.3};
  private static final double[] HYDROGEN = {1.5, 0.35, 0.6};

  private final SkyPlanes sky;
  private final FractalNoise clumps;

  Galaxies(SkyPlanes sky, long seed) {
    this.sky = sky;
    this.clumps = new FractalNoise(seed, 4);
  }

  /// A two-armed spiral.
  ///
  /// @param size scale length of the disc, pixels
  /// @param tilt ratio of the axes on the sky, 0 to 1
  /// @param angle position angle, radians
  void spiral(double x, double y, double size, double tilt, double angle, double light) {
    int reach = (int) (6.5 * size);
    for (int row = (int) y - reach; row <= y + reach; row++) {
      for (int column = (int) x - reach; column <= x + reach; column++) {
        double dx = column - x;
        double dy = row - y;
        double major = dx * Math.cos(angle) + dy * Math.sin(angle);
        double minor = (dy * Math.cos(angle) - dx * Math.sin(angle)) / tilt;
        double r = Math.hypot(major, minor) / size;
        if (r > 6.5) {
          continue;
        }
        double turn = Math.atan2(minor, major);
        double phase = Math.cos(2 * (turn - 2.6 * Math.log(r + 0.25)));
        double texture = clumps.at(column / (0.45 * size) + 31, row / (0.45 * size) + 17);
        double arm =
            Math.pow(0.5 + 0.5 * phase, 3)
                * Math.min(1, r * 1.4)
                * (0.45 + 1.5 * texture * texture);
        double disc = light * Math.exp(-r) * Math.max(0, 1 - r / 6.5);
        sky.add(column, row, disc * 0.38, OLD_STARS);
        sky.add(column, row, disc * 1.35 * arm, YOUNG_STARS);
        sky.add(column, row, disc * 1.2 * arm * Math.pow(texture, 4) * 2, HYDROGEN);
        double bulge = light * 2.6 * Math.exp(-3.4 * Math.sqrt(Math.hypot(dx, dy) / (0.5 * size)));
        sky.add(column, row, bulge, OLD_STARS);
      }
    }
  }

  /// Far galaxies: small smudges of both kinds.
  void scatter(int count, RandomGenerator random) {
    for (int galaxy = 0; galaxy < count; galaxy++) {
      double size = 1.5 + 4.5 * Math.pow(random.nextDouble(), 3);
      double tilt = 0.3 + 0.7 * random.nextDouble();
      double light = 8 + 50 * Math.pow(random.nextDouble(), 2);
      spiral(
          random.nextDouble() * sky.width(),
          random.nextDouble() * sky.height(),
          size,
          tilt,
          random.nextDouble() * Math.PI,
          light);
    }
  }
}
