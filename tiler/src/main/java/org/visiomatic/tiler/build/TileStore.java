package org.visiomatic.tiler.build;

import java.io.IOException;
import org.visiomatic.tiler.pyramid.PyramidWriter;
import org.visiomatic.tiler.pyramid.TileRow;

/// Where finished tiles go. Safe for use by many threads.
interface TileStore {

  /// Starts a row of tiles; see [PyramidWriter#row].
  TileRow row();

  /// Reads back a rectangle of a level that is complete; see [PyramidWriter#read].
  void read(
      int level,
      int channel,
      int x,
      int y,
      int width,
      int height,
      float[] target,
      int offset,
      int stride)
      throws IOException;

  /// The tiles of a pyramid on disk.
  static TileStore of(PyramidWriter writer) {
    return new TileStore() {
      @Override
      public TileRow row() {
        return writer.row();
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
          int stride)
          throws IOException {
        writer.read(level, channel, x, y, width, height, target, offset, stride);
      }
    };
  }
}
