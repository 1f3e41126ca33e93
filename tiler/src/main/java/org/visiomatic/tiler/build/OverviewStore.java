package org.visiomatic.tiler.build;

import java.util.OptionalInt;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileKey;
import org.visiomatic.tiler.pyramid.TileRow;

/// Keeps the tiles of the upper levels in memory and drops those below. May be read when all tiles
/// have been written.
final class OverviewStore implements TileStore, PixelLevels {

  private final PyramidGeometry geometry;
  private final int finest;

  /// The channels of a level, row after row; those of the finest level first.
  private final float[][][] levels;

  /// @param finest the lowest level that is kept
  OverviewStore(PyramidGeometry geometry, int finest) {
    this.geometry = geometry;
    this.finest = finest;
    levels = new float[geometry.levels() - finest][geometry.channels()][];
    for (int level = finest; level < geometry.levels(); level++) {
      for (int channel = 0; channel < geometry.channels(); channel++) {
        levels[level - finest][channel] = new float[geometry.width(level) * geometry.height(level)];
      }
    }
  }

  /// The finest level, not counting the image itself, from which on all levels fit into so many
  /// bytes; nothing when not even the last one does.
  static OptionalInt finestWithin(PyramidGeometry geometry, long bytes) {
    int finest = geometry.levels();
    while (finest > 1 && bytes(geometry, finest - 1) <= bytes) {
      finest--;
    }
    return finest == geometry.levels() ? OptionalInt.empty() : OptionalInt.of(finest);
  }

  /// What the levels from `finest` on take.
  static long bytes(PyramidGeometry geometry, int finest) {
    long pixels = 0;
    for (int level = finest; level < geometry.levels(); level++) {
      pixels += geometry.pixels(level);
    }
    return Float.BYTES * pixels;
  }

  @Override
  public PyramidGeometry geometry() {
    return geometry;
  }

  @Override
  public TileRow row() {
    return this::write;
  }

  void write(TileKey key, float[] pixels, int offset, int stride) {
    int level = key.level();
    if (level < finest) {
      return;
    }
    float[] plane = levels[level - finest][key.channel()];
    int columns = geometry.width(level);
    int width = geometry.tileWidth(level, key.column());
    int height = geometry.tileHeight(level, key.row());
    int first =
        key.row() * geometry.tile().height() * columns + key.column() * geometry.tile().width();
    for (int row = 0; row < height; row++) {
      System.arraycopy(pixels, offset + row * stride, plane, first + row * columns, width);
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
    geometry.check(level, channel, x, y, width, height);
    if (level < finest) {
      throw new IndexOutOfBoundsException(
          "Level %d was asked for, but the overview begins with level %d."
              .formatted(level, finest));
    }
    float[] plane = levels[level - finest][channel];
    int columns = geometry.width(level);
    for (int row = 0; row < height; row++) {
      System.arraycopy(plane, (y + row) * columns + x, target, offset + row * stride, width);
    }
  }
}
