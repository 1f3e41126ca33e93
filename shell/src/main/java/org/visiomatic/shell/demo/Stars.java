package org.visiomatic.shell.demo;

import java.util.random.RandomGenerator;

/// Draws stars: a Moffat (1969) profile for all, diffraction spikes and a halo for the bright ones.
final class Stars {

  private static final double BETA = 2.9;
  private static final double WIDTH = 2.6;
  private static final double CORE = WIDTH / (2 * Math.sqrt(Math.pow(2, 1 / BETA) - 1));

  private final SkyPlanes sky;
  private final RandomGenerator random;

  Stars(SkyPlanes sky, RandomGenerator random) {
    this.sky = sky;
    this.random = random;
  }

  /// Scatters stars whose peak brightness follows a power law from `faintest` upwards.
  void scatter(int count, double faintest, double brightest) {
    for (int star = 0; star < count; star++) {
      double peak = Math.min(brightest, faintest * Math.pow(1 - random.nextDouble(), -1 / 0.85));
      draw(random.nextDouble() * sky.width(), random.nextDouble() * sky.height(), peak, colour());
    }
  }

  private void draw(double x, double y, double peak, double[] colour) {
    int reach = (int) Math.min(140, CORE * Math.pow(peak / 0.15, 1 / (2 * BETA)) + 2);
    for (int row = (int) y - reach; row <= y + reach; row++) {
      for (int column = (int) x - reach; column <= x + reach; column++) {
        double dx = column - x;
        double dy = row - y;
        double r2 = dx * dx + dy * dy;
        if (r2 <= (double) reach * reach) {
          sky.add(column, row, peak * Math.pow(1 + r2 / (CORE * CORE), -BETA), colour);
        }
      }
    }
    if (peak > 1500) {
      spikes(x, y, peak, colour);
    }
  }

  private void spikes(double x, double y, double peak, double[] colour) {
    int length = (int) Math.min(260, 16 * Math.pow(peak / 1500, 0.45) * 2.2);
    double tilt = 0.2;
    for (int step = -length; step <= length; step++) {
      double fade = 1 - Math.abs(step) / (double) length;
      double light = 0.02 * peak * fade * fade * fade / (1 + 0.12 * Math.abs(step));
      for (int arm = 0; arm < 2; arm++) {
        double angle = tilt + arm * Math.PI / 2;
        splat(x + step * Math.cos(angle), y + step * Math.sin(angle), light, colour);
      }
    }
  }

  /// Spreads light over the four pixels around a point.
  private void splat(double x, double y, double light, double[] colour) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    double u = x - column;
    double v = y - row;
    sky.add(column, row, light * (1 - u) * (1 - v), colour);
    sky.add(column + 1, row, light * u * (1 - v), colour);
    sky.add(column, row + 1, light * (1 - u) * v, colour);
    sky.add(column + 1, row + 1, light * u * v, colour);
  }

  /// A colour between those of cool and hot stars, most of them a little warm.
  private double[] colour() {
    double hot = Math.clamp(0.42 + 0.3 * random.nextGaussian(), 0, 1);
    return new double[] {
      1.25 - 0.7 * hot, 0.82 + 0.22 * hot * (1 - hot) * 4 * 0.5, 0.45 + 1.0 * hot
    };
  }
}
