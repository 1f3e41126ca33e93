package org.visiomatic.shell.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.CachedPyramid;
import org.visiomatic.tiler.pyramid.Eviction;

/// Brings a cache folder down to some size, or empties it.
///
/// @param images those of the folder
/// @param eviction what has to go
public record Pruning(CachedImages images, Eviction eviction) {

  /// Removes what has to go.
  ///
  /// @return the exit code
  public int run(Removal removal) throws IOException, InterruptedException {
    int code = removal.run(foreseen(), this::evict);
    if (!removal.isRehearsal() && code == ExitCode.OK) {
      return exceeded(removal.surroundings());
    }
    return code;
  }

  private List<NamedImage> foreseen() throws IOException {
    return images.folder().rehearse(eviction).stream()
        .map(each -> new NamedImage(images.nameOf(each.folder()), each))
        .toList();
  }

  /// Says what is still to be removed, if there is something.
  private int exceeded(Surroundings surroundings) throws IOException {
    List<CachedPyramid> left = images.folder().contents();
    long bytes = left.stream().mapToLong(CachedPyramid::bytes).sum();
    CacheLimits limits = eviction.limits();
    if (left.size() <= limits.images() && bytes <= limits.bytes()) {
      return ExitCode.OK;
    }
    boolean arePinned = !eviction.isOfPinned() && left.stream().allMatch(CachedPyramid::isPinned);
    surroundings.say(
        "The cache folder still holds %,d %s (%s), because %s."
            .formatted(
                left.size(),
                left.size() == 1 ? "image" : "images",
                ByteSize.text(bytes),
                arePinned ? "those are pinned" : "those are in use or pinned"));
    return arePinned ? ExitCode.OK : ExitCode.BUSY;
  }

  private List<Path> evict() throws IOException, InterruptedException {
    List<CachedPyramid> removed = images.folder().evict(eviction);
    if (eviction.isOfPinned()) {
      for (CachedPyramid pyramid : removed) {
        images.folder().unpin(pyramid.folder());
      }
    }
    return removed.stream().map(CachedPyramid::folder).toList();
  }
}
