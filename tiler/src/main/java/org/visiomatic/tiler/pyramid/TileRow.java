package org.visiomatic.tiler.pyramid;

import java.io.IOException;

/// Takes tiles that one thread writes one after another, best in the order of columns. Not all of
/// them are written, nor may be read back, before it is closed.
@FunctionalInterface
public interface TileRow extends AutoCloseable {

  /// Writes one tile of physical values. The valid part of a border tile is given, not its padding:
  /// pixel (i, j) is `pixels[offset + j * stride + i]`.
  void writeTile(TileKey key, float[] pixels, int offset, int stride) throws IOException;

  @Override
  default void close() throws IOException {}
}
