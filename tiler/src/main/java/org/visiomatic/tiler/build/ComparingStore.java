package org.visiomatic.tiler.build;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileKey;
import org.visiomatic.tiler.pyramid.TileRow;

/// Compares the tiles that it is given with those of a pyramid that is there already.
final class ComparingStore implements TileStore {

  private static final Comparator<Difference> ORDER =
      Comparator.comparingInt(Difference::channel)
          .thenComparingInt(Difference::y)
          .thenComparingInt(Difference::x);

  private final PixelLevels pyramid;
  private final ConcurrentSkipListMap<Integer, Difference> first = new ConcurrentSkipListMap<>();

  ComparingStore(PixelLevels pyramid) {
    this.pyramid = pyramid;
  }

  /// A pixel that is not as expected; columns and rows count from the top left, from 0.
  record Difference(int level, int channel, int x, int y, float found, float expected) {}

  /// The first one of each level, in the order of channels, rows and columns.
  List<Difference> differences() {
    return List.copyOf(first.values());
  }

  @Override
  public TileRow row() {
    return this::write;
  }

  void write(TileKey key, float[] pixels, int offset, int stride) {
    PyramidGeometry geometry = pyramid.geometry();
    int width = geometry.tileWidth(key.level(), key.column());
    int height = geometry.tileHeight(key.level(), key.row());
    int left = key.column() * geometry.tile().width();
    int top = key.row() * geometry.tile().height();
    float[] found = new float[width * height];
    read(key.level(), key.channel(), left, top, width, height, found, 0, width);
    for (int y = 0; y < height; y++) {
      int x = mismatch(found, y * width, pixels, offset + y * stride, width);
      if (x >= 0) {
        Difference difference =
            new Difference(
                key.level(),
                key.channel(),
                left + x,
                top + y,
                found[y * width + x],
                pixels[offset + y * stride + x]);
        first.merge(key.level(), difference, (a, b) -> ORDER.compare(a, b) <= 0 ? a : b);
        return;
      }
    }
  }

  /// The first place where two rows differ, or −1. Zeros of either sign are equal, as integers have
  /// only one.
  private static int mismatch(float[] a, int fromA, float[] b, int fromB, int count) {
    int at = Arrays.mismatch(a, fromA, fromA + count, b, fromB, fromB + count);
    while (at >= 0 && a[fromA + at] == b[fromB + at]) {
      int next = at + 1;
      int more = Arrays.mismatch(a, fromA + next, fromA + count, b, fromB + next, fromB + count);
      at = more < 0 ? -1 : next + more;
    }
    return at;
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
    pyramid.read(level, channel, x, y, width, height, target, offset, stride);
  }
}
