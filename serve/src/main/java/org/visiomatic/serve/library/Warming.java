package org.visiomatic.serve.library;

import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// The reading of an image's coarse levels ahead of visitors, so that its pixels are in the memory
/// of the system when they come.
///
/// @param levels how many were read
/// @param tiles how many tiles these have, all channels counted
public record Warming(int levels, long tiles) {

  /// Each so many tiles it is asked whether somebody still waits for this.
  private static final int LOOK = 256;

  /// Reads levels, beginning with the coarsest.
  ///
  /// @param wanted how many levels
  /// @throws InterruptedException when the thread is interrupted, as at the end of the server
  public static Warming of(PixelLevels pixels, int wanted) throws InterruptedException {
    PyramidGeometry geometry = pixels.geometry();
    int levels = Math.min(wanted, geometry.levels());
    float[] tile = new float[geometry.tile().width() * geometry.tile().height()];
    long tiles = 0;
    for (int level = geometry.levels() - levels; level < geometry.levels(); level++) {
      for (int channel = 0; channel < geometry.channels(); channel++) {
        tiles += read(pixels, level, channel, tile);
      }
    }
    return new Warming(levels, tiles);
  }

  private static long read(PixelLevels pixels, int level, int channel, float[] tile)
      throws InterruptedException {
    PyramidGeometry geometry = pixels.geometry();
    long tiles = 0;
    for (int row = 0; row < geometry.rows(level); row++) {
      for (int column = 0; column < geometry.columns(level); column++) {
        if (Thread.interrupted()) {
          throw new InterruptedException("Warming was interrupted.");
        }
        if (tiles++ % LOOK == 0 && Visitor.currentHasLeft()) {
          throw new VisitorLeftException();
        }
        pixels.read(
            level,
            channel,
            column * geometry.tile().width(),
            row * geometry.tile().height(),
            geometry.tileWidth(level, column),
            geometry.tileHeight(level, row),
            tile,
            0,
            geometry.tile().width());
      }
    }
    return tiles;
  }
}
