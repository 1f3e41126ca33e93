package org.visiomatic.serve;

import java.nio.file.Path;
import java.util.Optional;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.Storage;

/// The cache of pyramids on disk, and what is kept in memory.
///
/// @param cacheDir where pyramids stand
/// @param clearCache whether the cache is emptied at the start
/// @param limits what is kept on disk
/// @param storage how new pyramids are kept there
/// @param maxCacheTileCount encoded tiles kept in memory; 0 for none
/// @param maxCacheTileBytes bytes that these tiles may take together
/// @param maxOpenFiles files that may be open at once, at 32 for each pyramid
/// @param usesFile where processes keep the last uses of pyramids; as times of their folders when
///   empty
public record CacheSettings(
    Path cacheDir,
    boolean clearCache,
    CacheLimits limits,
    Storage storage,
    int maxCacheTileCount,
    long maxCacheTileBytes,
    int maxOpenFiles,
    Optional<Path> usesFile) {

  public static final WholeRange MAX_CACHE_IMAGE_COUNT = new WholeRange(1, 1_000_000);
  public static final WholeRange MAX_CACHE_TILE_COUNT = new WholeRange(0, 100_000_000);
  public static final WholeRange MAX_CACHE_TILE_SIZE = new WholeRange(1 << 20, 1L << 40);
  public static final WholeRange MAX_OPEN_FILES = new WholeRange(100, 1_000_000);

  /// What one open pyramid is counted as; an ordinary one maps a few shards per level. The library
  /// bounds pyramids by their number.
  private static final int FILES_PER_PYRAMID = 32;

  public CacheSettings {
    MAX_CACHE_IMAGE_COUNT.check("max_cache_image_count", limits.images());
    MAX_CACHE_TILE_COUNT.check("max_cache_tile_count", maxCacheTileCount);
    MAX_CACHE_TILE_SIZE.check("max_cache_tile_size", maxCacheTileBytes);
    MAX_OPEN_FILES.check("max_open_files", maxOpenFiles);
  }

  /// 100 pyramids on disk, 1000 tiles of together 256 MiB in memory, 10,000 open files.
  public static CacheSettings in(Path cacheDir) {
    return new CacheSettings(
        cacheDir,
        false,
        CacheLimits.ofImages(100),
        Storage.PLAIN,
        1000,
        256L << 20,
        10_000,
        Optional.empty());
  }

  /// How many pyramids may be open at once.
  public int maxOpenPyramids() {
    return Math.clamp(maxOpenFiles / FILES_PER_PYRAMID, 3, 4096);
  }
}
