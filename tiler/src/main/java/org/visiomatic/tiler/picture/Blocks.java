package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// The decoded blocks of a picture.
interface Blocks {

  /// Where a block stands.
  ///
  /// @param bytes what it is part of
  /// @param start its first byte there
  record Block(MemorySegment bytes, long start) {}

  /// A block, decoded now if it has not been.
  Block get(int number) throws IOException;
}
