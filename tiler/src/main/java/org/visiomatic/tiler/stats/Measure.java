package org.visiomatic.tiler.stats;

/// The quantity whose median is sought: the values of a sample themselves, or how far they are from
/// a centre. The loops over a block are here.
///
/// @param deviation whether it is the distance from `centre`
/// @param centre what the distance is taken from
record Measure(boolean deviation, float centre) {

  /// Keys are looked at in two halves of that many bits.
  static final int HALF = 16;

  /// Bins of a histogram over one half.
  static final int BINS = 1 << HALF;

  /// The values as they are.
  static final Measure VALUE = new Measure(false, 0);

  /// Distances from a centre.
  static Measure distanceFrom(float centre) {
    return new Measure(true, centre);
  }

  /// The quantity for one value.
  float of(float value) {
    return deviation ? Math.abs(value - centre) : value;
  }

  /// Counts the upper halves of the keys.
  void countHigh(float[] values, int count, int[] bins) {
    boolean distance = deviation;
    float from = centre;
    for (int i = 0; i < count; i++) {
      float measured = distance ? Math.abs(values[i] - from) : values[i];
      bins[FloatOrder.key(measured) >>> HALF]++;
    }
  }

  /// Counts the lower halves of those keys whose upper half is `high`.
  void countLow(float[] values, int count, int high, int[] bins) {
    boolean distance = deviation;
    float from = centre;
    for (int i = 0; i < count; i++) {
      float measured = distance ? Math.abs(values[i] - from) : values[i];
      int key = FloatOrder.key(measured);
      if (key >>> HALF == high) {
        bins[key & (BINS - 1)]++;
      }
    }
  }
}
