package org.visiomatic.serve.api;

import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.render.Rendering;

/// Makes JPEG files from pixels. Safe for use by many threads.
public interface Painter {

  /// Paints a rectangle of a level, rows counted from the top.
  byte[] paint(PixelLevels pixels, Frame frame, Rendering rendering, int quality);

  /// The painter for work: the renderer and the encoder of the tiler.
  static Painter ofTiler() {
    return new TilerPainter();
  }

  /// A rectangle of a level.
  ///
  /// @param level pyramid level, 0 is full resolution
  /// @param x first column
  /// @param y first row, from the top
  /// @param width columns, at least 1
  /// @param height rows, at least 1
  record Frame(int level, int x, int y, int width, int height) {}
}
