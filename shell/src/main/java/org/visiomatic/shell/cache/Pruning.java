package org.visiomatic.shell.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.CachedPyramid;
import org.visiomatic.tiler.pyramid.Eviction;

/// Brings a cache folder down to some size, or empties it.
public final class Pruning {

  private final CachedImages images;
  private final Eviction eviction;
  private boolean isDone;

  /// @param images those of the folder
  /// @param eviction what has to go
  public Pruning(CachedImages images, Eviction eviction) {
    this.images = images;
    this.eviction = eviction;
  }

  /// Removes what has to go.
  ///
  /// @return the exit code
  public int run(Removal removal) throws IOException, InterruptedException {
    List<NamedImage> foreseen =
        images.folder().rehearse(eviction, images.all()).stream()
            .map(each -> new NamedImage(images.nameOf(each.folder()), each))
            .toList();
    int code = removal.run(foreseen, this::evict);
    if (isDone) {
      return demandLimits(images.folder().contents(), removal.surroundings(), code);
    }
    return foreseen.isEmpty() ? demandLimits(images.all(), removal.surroundings(), code) : code;
  }

  private List<Path> evict() throws IOException, InterruptedException {
    List<CachedPyramid> removed = images.folder().evict(eviction);
    isDone = true;
    if (eviction.isOfPinned()) {
      for (CachedPyramid pyramid : removed) {
        images.folder().unpin(pyramid.folder());
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("Removing was interrupted.");
    }
    return removed.stream().map(CachedPyramid::folder).toList();
  }

  /// Says so when the limits do not hold all the same.
  ///
  /// @return the exit code
  private int demandLimits(Collection<CachedPyramid> left, Surroundings surroundings, int code) {
    long bytes = left.stream().mapToLong(CachedPyramid::bytes).sum();
    if (left.size() <= eviction.limits().images() && bytes <= eviction.limits().bytes()) {
      return code;
    }
    boolean arePinned = !eviction.isOfPinned() && left.stream().allMatch(CachedPyramid::isPinned);
    surroundings.say(
        "The cache folder still holds %,d %s (%s), because %s."
            .formatted(
                left.size(),
                left.size() == 1 ? "image" : "images",
                ByteSize.text(bytes),
                arePinned ? "those are pinned" : "others are to be kept, pinned or in use"));
    return arePinned ? code : ExitCode.BUSY;
  }
}
