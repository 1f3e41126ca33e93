package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Which pyramids of a cache folder have to go: all that were not used since some time, then the
/// least recently used until the limits hold.
///
/// @param limits what the folder may hold afterwards
/// @param unusedSince pyramids that were last used before that go; [Instant#MIN] for none
/// @param keep pyramids that stay in any case
/// @param isOfPinned whether pinned ones go, too
public record Eviction(
    CacheLimits limits, Instant unusedSince, Collection<Path> keep, boolean isOfPinned) {

  public Eviction {
    keep = Set.copyOf(keep);
  }

  /// Down to some limits.
  public static Eviction to(CacheLimits limits, Collection<Path> keep) {
    return new Eviction(limits, Instant.MIN, keep, false);
  }

  /// Goes through the pyramids.
  ///
  /// @param all the least recently used first
  /// @param removal takes a pyramid away if it can
  /// @return those that were taken away; not all when the thread is interrupted
  List<CachedPyramid> from(Collection<CachedPyramid> all, Removal removal) throws IOException {
    long images = all.size();
    long bytes = all.stream().mapToLong(CachedPyramid::bytes).sum();
    List<CachedPyramid> removed = new ArrayList<>();
    for (CachedPyramid pyramid : all) {
      boolean isEnough = limits.allow(images, bytes) && !pyramid.used().isBefore(unusedSince);
      if (isEnough || Thread.currentThread().isInterrupted()) {
        break;
      }
      boolean stays = keep.contains(pyramid.folder()) || (pyramid.isPinned() && !isOfPinned);
      if (!stays && removal.tryRemove(pyramid)) {
        removed.add(pyramid);
        images--;
        bytes -= pyramid.bytes();
      }
    }
    return removed;
  }

  /// Takes a pyramid away.
  @FunctionalInterface
  interface Removal {

    /// @return whether it is gone
    boolean tryRemove(CachedPyramid pyramid) throws IOException;
  }
}
