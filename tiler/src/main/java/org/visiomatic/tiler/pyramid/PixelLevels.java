package org.visiomatic.tiler.pyramid;

/// Pixels of an image at several resolutions, as physical values. Safe for use by many threads.
public interface PixelLevels {

  /// Sizes and tile grids.
  PyramidGeometry geometry();

  /// Copies a rectangle of one channel of one level; "no value" becomes NaN.
  ///
  /// Pixel (x + i, y + j) goes to `target[offset + j * stride + i]`. Rows count from the top.
  ///
  /// @throws IndexOutOfBoundsException when the rectangle leaves the level, or the level or channel
  ///   is not there
  void read(
      int level,
      int channel,
      int x,
      int y,
      int width,
      int height,
      float[] target,
      int offset,
      int stride);
}
