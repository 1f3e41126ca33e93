package org.visiomatic.tiler.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileSize;

/// A pyramid in memory: level 0 as given, each further pixel the mean of the valid ones of its four
/// parents.
public final class MemoryLevels implements PixelLevels {

  private final PyramidGeometry geometry;
  private final List<float[][]> levels = new ArrayList<>();

  /// @param planes one array per channel, rows from the top
  public MemoryLevels(int width, int height, TileSize tile, float[]... planes) {
    geometry = new PyramidGeometry(planes.length, height, width, tile);
    levels.add(planes);
    for (int level = 1; level < geometry.levels(); level++) {
      float[][] reduced = new float[planes.length][];
      for (int channel = 0; channel < planes.length; channel++) {
        reduced[channel] = reduce(levels.get(level - 1)[channel], level);
      }
      levels.add(reduced);
    }
  }

  /// One channel in tiles of the usual size.
  public static MemoryLevels of(int width, int height, float... pixels) {
    return new MemoryLevels(width, height, TileSize.DEFAULT, pixels);
  }

  @Override
  public PyramidGeometry geometry() {
    return geometry;
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
    Objects.checkFromIndexSize(x, width, geometry.width(level));
    Objects.checkFromIndexSize(y, height, geometry.height(level));
    float[] plane = levels.get(level)[channel];
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          plane, (y + row) * geometry.width(level) + x, target, offset + row * stride, width);
    }
  }

  private float[] reduce(float[] below, int level) {
    int width = geometry.width(level);
    int height = geometry.height(level);
    int widthBelow = geometry.width(level - 1);
    int heightBelow = geometry.height(level - 1);
    float[] pixels = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        int valid = 0;
        for (int j = 2 * y; j < Math.min(2 * y + 2, heightBelow); j++) {
          for (int i = 2 * x; i < Math.min(2 * x + 2, widthBelow); i++) {
            float value = below[j * widthBelow + i];
            if (!Float.isNaN(value)) {
              sum += value;
              valid++;
            }
          }
        }
        pixels[y * width + x] = valid == 0 ? Float.NaN : (float) (sum / valid);
      }
    }
    return pixels;
  }
}
