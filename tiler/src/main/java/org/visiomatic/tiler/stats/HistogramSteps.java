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
    double from = low;
    double width = (double) high - low;
    double perUnit = width == 0 ? 0 : ValueHistogram.BINS / width;
    for (int i = 0; i < count; i++) {
      float value = values[i];
      if (value < low) {
        bins[0]++;
      } else if (value > high) {
        bins[SIZE - 1]++;
      } else {
        int bin = (int) ((value - from) * perUnit);
        bins[1 + Math.min(ValueHistogram.BINS - 1, bin)]++;
      }
    }
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
