package org.visiomatic.tiler.build;

import java.io.IOException;
import org.visiomatic.tiler.pyramid.PyramidWriter;
import org.visiomatic.tiler.pyramid.TileKey;

/// Where finished tiles go. Safe for use by many threads.
interface TileStore {

  /// Keeps one tile; see [PyramidWriter#writeTile].
  void write(TileKey key, float[] pixels, int offset, int stride) throws IOException;

  /// Starts a row of tiles; see [PyramidWriter#row].
  default Row row() {
    return this::write;
  }

  /// Tiles that one thread writes one after another; all are kept when it is closed.
  @FunctionalInterface
  interface Row extends AutoCloseable {

    /// Keeps one tile; see [PyramidWriter.Row#writeTile].
    void write(TileKey key, float[] pixels, int offset, int stride) throws IOException;

    @Override
    default void close() throws IOException {}
  }

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
      public void write(TileKey key, float[] pixels, int offset, int stride) throws IOException {
        writer.writeTile(key, pixels, offset, stride);
      }

      @Override
      public Row row() {
        PyramidWriter.Row row = writer.row();
        return new Row() {
          @Override
          public void write(TileKey key, float[] pixels, int offset, int stride)
              throws IOException {
            row.writeTile(key, pixels, offset, stride);
          }

          @Override
          public void close() throws IOException {
            row.close();
          }
        };
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
