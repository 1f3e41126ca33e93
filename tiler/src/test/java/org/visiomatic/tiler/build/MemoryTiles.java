package org.visiomatic.tiler.build;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileKey;
import org.visiomatic.tiler.pyramid.TileRow;

/// Keeps levels in memory and insists that each tile is written once and read only after that.
final class MemoryTiles implements TileStore {

  private final PyramidGeometry geometry;
  private final Set<TileKey> written = ConcurrentHashMap.newKeySet();
  private final Map<Plane, float[]> planes = new ConcurrentHashMap<>();

  private record Plane(int level, int channel) {}

  MemoryTiles(PyramidGeometry geometry) {
    this.geometry = geometry;
  }

  @Override
  public TileRow row() {
    return this::write;
  }

  void write(TileKey key, float[] pixels, int offset, int stride) {
    if (!written.add(key)) {
      throw new IllegalStateException(key + " was written twice.");
    }
    int x = key.column() * geometry.tile().width();
    int y = key.row() * geometry.tile().height();
    int width = geometry.tileWidth(key.level(), key.column());
    float[] plane = plane(key.level(), key.channel());
    for (int j = 0; j < geometry.tileHeight(key.level(), key.row()); j++) {
      int to = (y + j) * geometry.width(key.level()) + x;
      System.arraycopy(pixels, offset + j * stride, plane, to, width);
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
    checkWritten(level, channel, x, y, width, height);
    float[] plane = plane(level, channel);
    for (int j = 0; j < height; j++) {
      int from = (y + j) * geometry.width(level) + x;
      System.arraycopy(plane, from, target, offset + j * stride, width);
    }
  }

  /// All pixels of a level, top row first; all its tiles must have been written.
  float[] level(int level, int channel) {
    checkWritten(level, channel, 0, 0, geometry.width(level), geometry.height(level));
    return plane(level, channel);
  }

  private float[] plane(int level, int channel) {
    return planes.computeIfAbsent(
        new Plane(level, channel),
        plane -> new float[geometry.width(level) * geometry.height(level)]);
  }

  private void checkWritten(int level, int channel, int x, int y, int width, int height) {
    int tileWidth = geometry.tile().width();
    int tileHeight = geometry.tile().height();
    for (int row = y / tileHeight; row <= (y + height - 1) / tileHeight; row++) {
      for (int column = x / tileWidth; column <= (x + width - 1) / tileWidth; column++) {
        TileKey key = new TileKey(level, channel, row, column);
        if (!written.contains(key)) {
          throw new IllegalStateException(key + " is read before it is written.");
        }
      }
    }
  }
}
