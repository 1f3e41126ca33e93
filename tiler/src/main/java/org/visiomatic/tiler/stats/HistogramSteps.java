package org.visiomatic.tiler.stats;

import java.util.stream.IntStream;
import org.visiomatic.tiler.pyramid.ValueHistogram;

/// The bins of a value histogram: all values below come before, all above after them.
///
/// @param low lower end of the first bin
/// @param high upper end of the last bin
record HistogramSteps(float low, float high) {

  /// Bins, with those for what is beyond the ends.
  static final int SIZE = ValueHistogram.BINS + 2;

  /// Counts values.
  void count(float[] values, int count, int[] bins) {
    double perUnit = perUnit();
    for (int i = 0; i < count; i++) {
      bins[bin(values[i], perUnit)]++;
    }
  }

  /// Bins per unit of the values.
  double perUnit() {
    double width = (double) high - low;
    return width == 0 ? 0 : ValueHistogram.BINS / width;
  }

  /// The bin of a value.
  int bin(float value, double perUnit) {
    if (value < low) {
      return 0;
    }
    if (value > high) {
      return SIZE - 1;
    }
    int bin = (int) ((value - (double) low) * perUnit);
    return 1 + Math.min(ValueHistogram.BINS - 1, bin);
  }

  /// What has been counted.
  ValueHistogram histogram(Histogram counted) {
    return new ValueHistogram(
        low,
        high,
        counted.count(0),
        counted.count(SIZE - 1),
        IntStream.rangeClosed(1, ValueHistogram.BINS).mapToObj(counted::count).toList());
  }
}
