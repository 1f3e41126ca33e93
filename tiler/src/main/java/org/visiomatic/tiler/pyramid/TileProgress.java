package org.visiomatic.tiler.pyramid;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;

/// Counts the tiles of a pyramid that have been looked at and tells their part of the whole.
final class TileProgress {

  /// Tells no oftener than that.
  private static final int STEPS = 128;

  private final DoubleConsumer progress;
  private final AtomicLong done = new AtomicLong();
  private final long total;

  TileProgress(List<ShardGrid> grids, DoubleConsumer progress) {
    this.progress = progress;
    long tiles = 0;
    for (ShardGrid grid : grids) {
      tiles += grid.geometry().channels() * grid.geometry().tiles(grid.level());
    }
    total = tiles;
  }

  /// So many more.
  void add(int tiles) {
    long now = done.addAndGet(tiles);
    if (now * STEPS / total != (now - tiles) * STEPS / total) {
      progress.accept((double) now / total);
    }
  }
}
