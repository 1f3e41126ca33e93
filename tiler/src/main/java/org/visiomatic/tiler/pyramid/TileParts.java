package org.visiomatic.tiler.pyramid;

import java.util.Arrays;
import java.util.Objects;

/// Splits a rectangle of a level into the parts of it that lie on single tiles.
final class TileParts {

  private TileParts() {}

  /// Is told of each part.
  ///
  /// @param <E> what it may throw
  interface Visitor<E extends Exception> {

    /// @param row tile row
    /// @param column tile column
    /// @param x first column of the part within the tile
    /// @param y first row of the part within the tile
    /// @param width columns of the part
    /// @param height rows of the part
    /// @param offset where the first pixel of the part belongs in the target
    void part(int row, int column, int x, int y, int width, int height, int offset) throws E;
  }

  /// Visits the tiles of a rectangle.
  ///
  /// @throws IndexOutOfBoundsException when the rectangle leaves the level, the level or channel is
  ///   not there, or the target is too small
  static <E extends Exception> void visit(
      PyramidGeometry geometry, Rectangle area, Target target, Visitor<E> visitor) throws E {
    geometry.check(area.level, area.channel, area.x, area.y, area.width, area.height);
    if (area.width == 0 || area.height == 0) {
      return;
    }
    target.check(area);
    int tileWidth = geometry.tile().width();
    int tileHeight = geometry.tile().height();
    int right = area.x + area.width;
    int bottom = area.y + area.height;
    for (int y = area.y; y < bottom; ) {
      int row = y / tileHeight;
      int height = (int) Math.min((long) (row + 1) * tileHeight, bottom) - y;
      for (int x = area.x; x < right; ) {
        int column = x / tileWidth;
        int width = (int) Math.min((long) (column + 1) * tileWidth, right) - x;
        int offset = target.offset + (y - area.y) * target.stride + x - area.x;
        visitor.part(
            row, column, x - column * tileWidth, y - row * tileHeight, width, height, offset);
        x += width;
      }
      y += height;
    }
  }

  /// A rectangle of one channel of one level.
  record Rectangle(int level, int channel, int x, int y, int width, int height) {}

  /// Where pixels go: pixel (i, j) to `offset + j * stride + i`.
  static final class Target {

    private final float[] pixels;
    private final int offset;
    private final int stride;

    Target(float[] pixels, int offset, int stride) {
      this.pixels = pixels;
      this.offset = offset;
      this.stride = stride;
    }

    float[] pixels() {
      return pixels;
    }

    int stride() {
      return stride;
    }

    /// Marks a part as without any value.
    void fill(int from, int width, int height) {
      for (int j = 0; j < height; j++) {
        Arrays.fill(pixels, from + j * stride, from + j * stride + width, Float.NaN);
      }
    }

    private void check(Rectangle area) {
      long last = offset + (area.height - 1L) * stride;
      Objects.checkFromIndexSize(Math.min(offset, last), area.width, (long) pixels.length);
      Objects.checkFromIndexSize(Math.max(offset, last), area.width, (long) pixels.length);
    }
  }
}
