package org.visiomatic.tiler.build;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.build.Reduction.Raster;
import org.visiomatic.tiler.pyramid.TileKey;
import org.visiomatic.tiler.pyramid.TileRow;

/// Makes all levels of a pyramid in one sweep over the image.
///
/// A worker reads a strip of the image, writes its tiles and halves it into its place in a strip of
/// the next level. Whoever fills the last gap of a strip goes on with it in the same way, up to the
/// top, as one carries when adding. So no worker waits for another, and a pixel is read once.
/// Strips are handed out in order, which keeps the number of half-filled ones small; see [Pass] for
/// what happens when a strip is too large.
final class Cascade {

  /// Columns that are written and halved before the next ones are looked at, so that they are still
  /// in the cache of the core.
  private static final int CACHED_COLUMNS = 256;

  private final Pass pass;
  private final DisplayRows rows;
  private final TileStore store;
  private final LongConsumer progress;
  private final StripArrays arrays;
  private final ConcurrentMap<Strip, Unfinished> unfinished = new ConcurrentHashMap<>();
  private final int columnsAtOnce;

  private Cascade(Pass pass, DisplayRows rows, TileStore store, LongConsumer progress) {
    this.pass = pass;
    this.rows = rows;
    this.store = store;
    this.progress = progress;
    this.arrays = new StripArrays(pass);
    int tileWidth = pass.geometry().tile().width();
    int tiles = Math.max(2, Integer.highestOneBit(CACHED_COLUMNS / tileWidth));
    this.columnsAtOnce = tiles * tileWidth;
  }

  /// Writes all tiles of a pyramid.
  ///
  /// @param image pixels of level 0
  /// @param passes as planned for the pyramid
  /// @param progress is told how many pixels have been read, call by call; in all as many as the
  ///   passes have
  static void run(
      DisplayRows image,
      List<Pass> passes,
      TileStore store,
      WorkerPool workers,
      LongConsumer progress)
      throws IOException, InterruptedException {
    DisplayRows rows = image;
    for (Pass pass : passes) {
      Cascade cascade = new Cascade(pass, rows, store, progress);
      workers.run(pass.units(), pass.parallel(), index -> cascade.work(pass.unit(index)));
      rows = new HalvedLevel(store, pass.geometry(), pass.last());
    }
  }

  private void work(Strip first) throws IOException {
    Strip strip = first;
    int width = strip.width();
    int height = strip.height();
    float[] pixels = arrays.take(strip.level());
    rows.read(strip.channel(), strip.x(), strip.y(), width, height, pixels, 0, width);
    progress.accept((long) width * height);
    while (true) {
      Strip parent = strip.parent();
      boolean ends = strip.level() == pass.last() || parent.isEmpty() || strip.rowsInParent() == 0;
      @Nullable Unfinished target = ends ? null : unfinished.computeIfAbsent(parent, this::begin);
      writeAndHalve(strip, pixels, target);
      arrays.give(strip.level(), pixels);
      if (target == null || target.missing.decrementAndGet() > 0) {
        return;
      }
      unfinished.remove(parent);
      strip = parent;
      pixels = target.pixels;
    }
  }

  private Unfinished begin(Strip strip) {
    return new Unfinished(arrays.take(strip.level()), new AtomicInteger(strip.children()));
  }

  private void writeAndHalve(Strip strip, float[] pixels, @Nullable Unfinished target)
      throws IOException {
    Raster source = new Raster(pixels, 0, strip.width());
    try (TileRow row = store.row()) {
      for (int x = 0; x < strip.width(); x += columnsAtOnce) {
        writeTiles(strip, source, x, Math.min(strip.width(), x + columnsAtOnce), row);
        if (target != null) {
          halve(strip, source, target, x);
        }
      }
    }
  }

  private void writeTiles(Strip strip, Raster source, int fromX, int toX, TileRow row)
      throws IOException {
    int tileWidth = pass.geometry().tile().width();
    int tileHeight = pass.geometry().tile().height();
    for (int y = 0; y < strip.height(); y += tileHeight) {
      for (int x = fromX; x < toX; x += tileWidth) {
        TileKey key =
            new TileKey(
                strip.level(),
                strip.channel(),
                (strip.y() + y) / tileHeight,
                (strip.x() + x) / tileWidth);
        row.writeTile(key, source.pixels(), source.from(x, y).offset(), source.stride());
      }
    }
  }

  private void halve(Strip strip, Raster source, Unfinished target, int x) {
    Strip parent = strip.parent();
    int width = Math.min(columnsAtOnce / 2, parent.width() - x / 2);
    if (width > 0) {
      Reduction.halve(
          source.from(x, 0),
          pass.geometry().width(strip.level()) == 1 ? 0 : 1,
          pass.geometry().height(strip.level()) == 1 ? 0 : 1,
          new Raster(target.pixels, 0, parent.width()).from(x / 2, strip.rowInParent()),
          width,
          strip.rowsInParent());
    }
  }

  /// A strip that waits for its other half.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Unfinished(float[] pixels, AtomicInteger missing) {}
}
