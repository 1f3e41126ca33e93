package org.visiomatic.tiler.stats;

import java.io.IOException;
import org.visiomatic.tiler.pyramid.ValueHistogram;

/// The finite values of the sampled pixels of one channel.
sealed interface Sample permits ValueSample, CountedSample {

  /// The part of the values that is left beyond either end of a histogram.
  double BEYOND = 0.001;

  /// Number, mean and standard deviation.
  Moments moments();

  /// Divides all values.
  ///
  /// @param norm above 0
  void divide(float norm) throws IOException, InterruptedException;

  /// Removes the values farther than `limit` from `centre`.
  void clip(float centre, float limit) throws IOException, InterruptedException;

  /// The median; for an even number of values, the mean of the two in the middle.
  ///
  /// @throws IllegalStateException when there are no values
  float median(Measure measure) throws IOException, InterruptedException;

  /// Counts the values in equal steps between those of two ranks, and what is beyond.
  ///
  /// @throws IllegalStateException when there are no values
  ValueHistogram histogram() throws IOException, InterruptedException;

  /// What lies between two values.
  static float middle(float lower, float upper) {
    return (float) (((double) lower + upper) / 2);
  }
}
