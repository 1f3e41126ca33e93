package org.visiomatic.tiler.picture;

/// How a picture tells which pixels have no value.
sealed interface Transparency {

  /// Every pixel has one.
  record None() implements Transparency {}

  /// A sample beside the colours is 0 where there is none.
  ///
  /// @param sample its number
  record Alpha(int sample) implements Transparency {}

  /// Pixels of one colour have none.
  ///
  /// @param colour the samples that they have
  record Key(float[] colour) implements Transparency {}
}
