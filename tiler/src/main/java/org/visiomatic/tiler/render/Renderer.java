package org.visiomatic.tiler.render;

import org.visiomatic.tiler.pyramid.PixelLevels;

/// Draws rectangles of a pyramid. Safe for use by many threads.
public final class Renderer {

  /// Draws a rectangle of one level; rows and columns count from the top left.
  ///
  /// @throws IndexOutOfBoundsException when the rectangle leaves the level
  public Raster render(
      PixelLevels pixels, int level, int x, int y, int width, int height, Rendering rendering) {
    throw new UnsupportedOperationException();
  }
}
