package org.visiomatic.serve;

/// What the work on pixels may cost.
///
/// @param threadCount threads that build pyramids
/// @param buildMemoryBytes working memory of one build
/// @param maxRegionTileCount how many tiles a region may touch
/// @param maxBuildCount how many pyramids are built at the same time
/// @param maxBuildPixels how many pixels, of all channels and levels, a pyramid may have that a
///   request causes to be built; [Long#MAX_VALUE] for any number
public record EngineSettings(
    int threadCount,
    long buildMemoryBytes,
    int maxRegionTileCount,
    int maxBuildCount,
    long maxBuildPixels) {

  public static final WholeRange THREAD_COUNT = new WholeRange(1, 1024);
  public static final WholeRange MEMORY = new WholeRange(16L << 20, 1L << 40);
  public static final WholeRange MAX_BUILD_COUNT = new WholeRange(1, 64);
  public static final WholeRange MAX_BUILD_PIXELS = new WholeRange(1, Long.MAX_VALUE);
  public static final WholeRange MAX_REGION_TILE_COUNT = new WholeRange(1, 1_000_000);

  public EngineSettings {
    THREAD_COUNT.check("thread_count", threadCount);
    MEMORY.check("memory", buildMemoryBytes);
    MAX_REGION_TILE_COUNT.check("max_region_tile_count", maxRegionTileCount);
    MAX_BUILD_COUNT.check("max_build_count", maxBuildCount);
    MAX_BUILD_PIXELS.check("max_build_pixels", maxBuildPixels);
  }

  /// As many threads as processors, 192 MiB, regions of 1024 tiles, two builds of any size.
  public static EngineSettings defaults() {
    return new EngineSettings(
        Runtime.getRuntime().availableProcessors(), 192L << 20, 1024, 2, Long.MAX_VALUE);
  }

  /// The same with another limit of the size of builds.
  public EngineSettings withMaxBuildPixels(long pixels) {
    return new EngineSettings(
        threadCount, buildMemoryBytes, maxRegionTileCount, maxBuildCount, pixels);
  }
}
