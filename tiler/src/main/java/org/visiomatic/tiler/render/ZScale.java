package org.visiomatic.tiler.render;

/// The cuts of IRAF's task `display` with `zscale`: a straight line is fitted to the values in
/// rising order, without those that stray from it, and extended over the whole range with a slope
/// that the contrast makes steeper.
///
/// Constants are IRAF's: up to 1000 values, 5 iterations, rejection at 2.5 standard deviations with
/// neighbours within a hundredth of the values; when more than half of the values are rejected, the
/// cuts are the smallest and the largest.
final class ZScale {

  private static final int MOST_VALUES = 1000;
  private static final int FEWEST_VALUES = 5;
  private static final int ITERATIONS = 5;
  private static final double REJECTION = 2.5;
  private static final double MOST_REJECTED = 0.5;

  private final double[] values;
  private final boolean[] bad;
  private double intercept;
  private double slope;

  private ZScale(double[] values) {
    this.values = values;
    this.bad = new boolean[values.length];
  }

  /// @param sorted values in rising order, at least one
  static Cuts of(float[] sorted, double contrast) {
    int count = Math.min(sorted.length, MOST_VALUES);
    double[] thinned = new double[count];
    for (int i = 0; i < count; i++) {
      // Even ranks with both ends: the smallest and the largest value bound the cuts.
      thinned[i] = sorted[count == 1 ? 0 : (int) ((long) i * (sorted.length - 1) / (count - 1))];
    }
    return new ZScale(thinned).cuts(contrast);
  }

  private Cuts cuts(double contrast) {
    int count = values.length;
    int least = Math.max(FEWEST_VALUES, (int) (count * MOST_REJECTED));
    int good = count;
    int before = count + 1;
    for (int i = 0; i < ITERATIONS && good < before && good >= least; i++) {
      fit();
      reject(Math.max(1, count / 100));
      before = good;
      good = countGood();
    }
    double low = values[0];
    double high = values[count - 1];
    if (good >= least) {
      int centre = (count - 1) / 2;
      double median = (values[centre] + values[count / 2]) / 2;
      low = Math.max(low, median - (centre - 1) * slope / contrast);
      high = Math.min(high, median + (count - centre) * slope / contrast);
    }
    return new Cuts((float) low, (float) high);
  }

  /// A straight line through what is good, by least squares.
  private void fit() {
    double n = countGood();
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < values.length; i++) {
      meanX += bad[i] ? 0 : i / n;
      meanY += bad[i] ? 0 : values[i] / n;
    }
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < values.length; i++) {
      xx += bad[i] ? 0 : (i - meanX) * (i - meanX);
      xy += bad[i] ? 0 : (i - meanX) * (values[i] - meanY);
    }
    slope = xx == 0 ? 0 : xy / xx;
    intercept = meanY - slope * meanX;
  }

  /// Marks what strays from the line, and its neighbours.
  private void reject(int reach) {
    double sum = 0;
    double squares = 0;
    double n = countGood();
    for (int i = 0; i < values.length; i++) {
      sum += bad[i] ? 0 : residual(i) / n;
    }
    for (int i = 0; i < values.length; i++) {
      squares += bad[i] ? 0 : Math.pow(residual(i) - sum, 2) / n;
    }
    double threshold = REJECTION * Math.sqrt(squares);
    boolean[] straying = bad.clone();
    for (int i = 0; i < values.length; i++) {
      straying[i] |= Math.abs(residual(i)) > threshold;
    }
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i + (reach - 1) / 2 - (reach - 1));
      int to = Math.min(values.length - 1, i + (reach - 1) / 2);
      bad[i] = false;
      for (int j = from; j <= to; j++) {
        bad[i] |= straying[j];
      }
    }
  }

  private double residual(int i) {
    return values[i] - (intercept + slope * i);
  }

  private int countGood() {
    int good = 0;
    for (boolean b : bad) {
      good += b ? 0 : 1;
    }
    return good;
  }
}
