package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheLimits;

/// What it took to bring a cache back within its limits.
///
/// @param removed pyramids that are gone
/// @param problems sentences about limits that do not hold all the same; often empty
record Pruning(List<Path> removed, List<String> problems) {

  static final Pruning NONE = new Pruning(List.of(), List.of());

  /// Removes what was not used for longest.
  ///
  /// @param keep pyramids that stay in any case
  static Pruning of(CacheFolder cache, CacheLimits limits, Collection<Path> keep) {
    List<Path> removed;
    try {
      removed = cache.prune(limits, keep);
      return new Pruning(removed, overflow(cache, limits));
    } catch (IOException e) {
      return new Pruning(
          List.of(),
          List.of(
              "The cache folder could not be brought back to its limits: "
                  + Trouble.of(e).message()));
    }
  }

  private static List<String> overflow(CacheFolder cache, CacheLimits limits) throws IOException {
    List<Path> left = cache.pyramids();
    if (left.size() > limits.images()) {
      return List.of(
          "The cache holds %,d pyramids, more than max_cache_image_count (%,d), because the others are of this batch, pinned or in use; raise it or give fewer images."
              .formatted(left.size(), limits.images()));
    }
    if (limits.bytes() == Long.MAX_VALUE) {
      return List.of();
    }
    long bytes = cache.bytes();
    return bytes <= limits.bytes()
        ? List.of()
        : List.of(
            "The cache holds %s, more than max_cache_size (%s), because its pyramids are of this batch, pinned or in use; raise it or give fewer images."
                .formatted(ByteSize.text(bytes), ByteSize.text(limits.bytes())));
  }
}
