package org.visiomatic.tiler.stats;

import java.io.IOException;

/// Where the blocks of a sample are kept between passes. Different blocks may be used by different
/// threads at once.
interface SampleStore extends AutoCloseable {

  /// An array that a block can be read into, to be handed to [#put].
  float[] room(int block);

  /// Keeps the first `count` values of an array as a block, in place of what was there.
  void put(int block, float[] values, int count) throws IOException;

  /// How many values a block has.
  int count(int block);

  /// The values of a block, from the start of the array returned.
  ///
  /// @param spare may be filled and returned; as long as the largest block, or empty where
  ///   [#needsSpare] says so
  float[] get(int block, float[] spare) throws IOException;

  /// Whether [#get] needs an array to fill.
  boolean needsSpare();

  @Override
  void close() throws IOException;
}
