package org.visiomatic.tiler.build;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileKey;

/// Keeps tiles in memory and insists that each is written once.
///
/// @param geometry of the pyramid
/// @param tiles what has been written, without stride
record MemoryTiles(PyramidGeometry geometry, Map<TileKey, float[]> tiles) implements TileStore {

  MemoryTiles(PyramidGeometry geometry) {
    this(geometry, new ConcurrentHashMap<>());
  }

  @Override
  public void write(TileKey key, float[] pixels, int offset, int stride) {
    int width = geometry.tileWidth(key.level(), key.column());
    int height = geometry.tileHeight(key.level(), key.row());
    float[] tile = new float[width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, offset + y * stride, tile, y * width, width);
    }
    if (tiles.put(key, tile) != null) {
      throw new IllegalStateException(key + " was written twice.");
    }
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
    float[] whole = level(level, channel);
    for (int j = 0; j < height; j++) {
      int from = (y + j) * geometry.width(level) + x;
      System.arraycopy(whole, from, target, offset + j * stride, width);
    }
  }

  /// All pixels of a level, top row first.
  float[] level(int level, int channel) {
    int width = geometry.width(level);
    float[] whole = new float[width * geometry.height(level)];
    Arrays.fill(whole, -12345);
    for (int row = 0; row < geometry.rows(level); row++) {
      for (int column = 0; column < geometry.columns(level); column++) {
        float[] tile = tiles.get(new TileKey(level, channel, row, column));
        int tileWidth = geometry.tileWidth(level, column);
        int first = row * geometry.tile().height() * width + column * geometry.tile().width();
        for (int y = 0; y < geometry.tileHeight(level, row); y++) {
          System.arraycopy(tile, y * tileWidth, whole, first + y * width, tileWidth);
        }
      }
    }
    return whole;
  }
}
