package org.visiomatic.serve.api;

import org.visiomatic.tiler.encode.PictureFormat;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.render.Rendering;

/// Makes picture files from pixels. Safe for use by many threads.
public interface Painter {

  /// Paints a rectangle of a level, rows counted from the top.
  byte[] paint(PixelLevels pixels, Frame frame, Rendering rendering, Encoding encoding);

  /// Whether files of that kind can be made here.
  default boolean makes(PictureFormat format) {
    return true;
  }

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
  /// @param across how often each column is drawn
  /// @param down how often each row is drawn
  record Frame(int level, int x, int y, int width, int height, int across, int down) {

    /// Pixels as they are.
    Frame(int level, int x, int y, int width, int height) {
      this(level, x, y, width, height, 1, 1);
    }

    /// Columns of the picture.
    int pictureWidth() {
      return width * across;
    }

    /// Rows of the picture.
    int pictureHeight() {
      return height * down;
    }
  }
}
