package org.visiomatic.serve;

/// What the work on pixels may cost.
///
/// @param threadCount threads that build pyramids
/// @param buildMemoryBytes working memory of one build
/// @param maxRegionTileCount how many tiles a region may touch
public record EngineSettings(int threadCount, long buildMemoryBytes, int maxRegionTileCount) {

  public static final WholeRange THREAD_COUNT = new WholeRange(1, 1024);
  public static final WholeRange MEMORY = new WholeRange(16L << 20, 1L << 40);
  public static final WholeRange MAX_REGION_TILE_COUNT = new WholeRange(1, 1_000_000);

  public EngineSettings {
    THREAD_COUNT.check("thread_count", threadCount);
    MEMORY.check("memory", buildMemoryBytes);
    MAX_REGION_TILE_COUNT.check("max_region_tile_count", maxRegionTileCount);
  }

  /// As many threads as processors, 192 MiB, regions of 1024 tiles.
  public static EngineSettings defaults() {
    return new EngineSettings(Runtime.getRuntime().availableProcessors(), 192L << 20, 1024);
  }
}
