package org.visiomatic.tiler.stats;

/// Number, mean and scatter of values.
///
/// @param count how many values there are
/// @param mean their mean, 0 when there are none
/// @param scatter sum of the squared distances from the mean
record Moments(long count, double mean, double scatter) {

  /// Of no values.
  static final Moments NONE = new Moments(0, 0, 0);

  /// Of the first `count` values of an array.
  ///
  /// Sums are taken relative to one of the values. That may be the worst of them, but then it adds
  /// as much to the scatter as it takes from the accuracy.
  static Moments of(float[] values, int count) {
    if (count == 0) {
      return NONE;
    }
    double origin = values[0];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double distance = values[i] - origin;
      sum += distance;
      squares += distance * distance;
    }
    double shift = sum / count;
    return new Moments(count, origin + shift, Math.max(0, squares - sum * shift));
  }

  /// Of values that occur several times each.
  static Moments of(float[] values, long[] counts) {
    long count = 0;
    double origin = values.length == 0 ? 0 : values[values.length / 2];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double distance = values[i] - origin;
      count += counts[i];
      sum += distance * counts[i];
      squares += distance * distance * counts[i];
    }
    if (count == 0) {
      return NONE;
    }
    double shift = sum / count;
    return new Moments(count, origin + shift, Math.max(0, squares - sum * shift));
  }

  /// Of these values and others together (Chan, Golub and LeVeque, 1979).
  Moments plus(Moments other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    long total = count + other.count;
    double distance = other.mean - mean;
    double share = (double) other.count / total;
    return new Moments(
        total,
        mean + distance * share,
        scatter + other.scatter + distance * distance * count * share);
  }

  /// Standard deviation of the values, not of a population behind them.
  double deviation() {
    return count == 0 ? 0 : Math.sqrt(scatter / count);
  }
}
