package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;

/// Writes a pyramid beside its place and publishes it by rename.
///
/// Tiles may come from many threads in any order; the bytes on disk do not depend on it.
public final class PyramidWriter implements AutoCloseable {

  private PyramidWriter() {}

  /// Starts a pyramid.
  ///
  /// @param folder where it is to stand once committed
  /// @param staging an empty folder on the same file system, removed in any case
  public static PyramidWriter create(
      Path folder, Path staging, PyramidGeometry geometry, SampleFormat format) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Writes one tile of physical values; a tile without any value is left out. The valid part of a
  /// border tile is given, not its padding: pixel (i, j) is `pixels[offset + j * stride + i]`.
  public void writeTile(TileKey key, float[] pixels, int offset, int stride) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Reads back a rectangle of a level all tiles of which have been written, as [PixelLevels#read]
  /// does.
  public void read(
      int level,
      int channel,
      int x,
      int y,
      int width,
      int height,
      float[] target,
      int offset,
      int stride)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Writes indexes and metadata, flushes all to the disk and moves the pyramid to its place,
  /// replacing an older one.
  public void commit(PyramidMetadata metadata) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Without a commit before it, removes all that was written.
  @Override
  public void close() throws IOException {}
}
