package org.visiomatic.tiler.render;

import org.visiomatic.tiler.pyramid.PixelLevels;

/// A rectangle of one level that fits the working arrays.
///
/// @param pixels where its values come from
/// @param level pyramid level
/// @param x its left column
/// @param y its top row
/// @param width columns; width × height ≤ [RenderScratch#BLOCK]
/// @param height rows
record Block(PixelLevels pixels, int level, int x, int y, int width, int height) {

  /// The number of pixels.
  int count() {
    return width * height;
  }

  /// Reads one channel, rows without gaps.
  void read(int channel, float[] target) {
    pixels.read(level, channel, x, y, width, height, target, 0, width);
  }
}
