package org.visiomatic.tiler.build;

import java.io.IOException;
import org.visiomatic.tiler.build.Reduction.Raster;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// A level made from the finished one below it, a few rows at a time.
///
/// @param store holds the level below
/// @param geometry of the pyramid
/// @param below number of the level below
record HalvedLevel(TileStore store, PyramidGeometry geometry, int below) implements DisplayRows {

  /// Pixels of the level below that are held at once, unless two of its rows are more.
  private static final int PIXELS = 1 << 18;

  @Override
  public void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride)
      throws IOException {
    int across = geometry.width(below) == 1 ? 1 : 2;
    int down = geometry.height(below) == 1 ? 1 : 2;
    int rows = Math.clamp(PIXELS / ((long) across * width * down), 1, height);
    float[] parents = new float[across * width * down * rows];
    for (int done = 0; done < height; done += rows) {
      int now = Math.min(rows, height - done);
      store.read(
          below,
          channel,
          across * x,
          down * (y + done),
          across * width,
          down * now,
          parents,
          0,
          across * width);
      Reduction.halve(
          new Raster(parents, 0, across * width),
          across - 1,
          down - 1,
          new Raster(target, offset + done * stride, stride),
          width,
          now);
    }
  }
}
