package org.visiomatic.serve;

/// What the work on pixels may cost.
///
/// @param threadCount threads that build pyramids
/// @param buildMemoryBytes working memory of one build
/// @param maxRegionTileCount how many tiles a region may touch
public record EngineSettings(int threadCount, long buildMemoryBytes, int maxRegionTileCount) {

  public EngineSettings {
    Limits.check("thread_count", threadCount, 1, 1024);
    Limits.check("build_memory", buildMemoryBytes, 16L << 20, 1L << 40);
    Limits.check("max_region_tile_count", maxRegionTileCount, 1, 1 << 20);
  }

  /// As many threads as processors, 192 MiB, regions of 1024 tiles.
  public static EngineSettings defaults() {
    return new EngineSettings(Runtime.getRuntime().availableProcessors(), 192L << 20, 1024);
  }
}
