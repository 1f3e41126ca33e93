package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;

/// A pyramid on disk, read through memory maps. Safe for use by many threads until it is closed.
public final class Pyramid implements PixelLevels, AutoCloseable {

  private Pyramid() {}

  /// Opens a published pyramid.
  ///
  /// @throws DamagedPyramidException when the folder does not hold a whole pyramid of a version
  ///   that we read
  public static Pyramid open(Path folder) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// What the pyramid says about itself.
  public PyramidMetadata metadata() {
    throw new UnsupportedOperationException();
  }

  /// How level 0 is stored.
  public SampleFormat format() {
    throw new UnsupportedOperationException();
  }

  /// A short text of letters and digits that changes whenever the pixels or the metadata do; made
  /// for entity tags.
  public String identity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public PyramidGeometry geometry() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void read(
      int level,
      int channel,
      int x,
      int y,
      int width,
      int height,
      float[] target,
      int offset,
      int stride) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
