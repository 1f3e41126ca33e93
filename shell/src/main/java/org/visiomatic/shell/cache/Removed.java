package org.visiomatic.shell.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// Images that a user has named to be removed.
///
/// @param images those of the folder
/// @param pyramids the named ones
/// @param isForced whether pinned ones go, too
public record Removed(CachedImages images, List<Path> pyramids, boolean isForced) {

  public Removed {
    pyramids = List.copyOf(pyramids);
  }

  /// Removes them, all or, where one is pinned, none.
  ///
  /// @return the exit code
  public int run(Removal removal) throws IOException, InterruptedException {
    List<NamedImage> victims = new ArrayList<>();
    List<String> pinned = new ArrayList<>();
    for (Path pyramid : pyramids) {
      String name = images.nameOf(pyramid);
      images.find(pyramid).ifPresent(found -> victims.add(new NamedImage(name, found)));
      if (images.folder().isPinned(pyramid) && !isForced) {
        pinned.add(name);
      }
    }
    if (!pinned.isEmpty()) {
      removal
          .surroundings()
          .say(
              "%s %s pinned, so nothing is removed; say --force to remove what is pinned, or use 'visiomatic unpin' first."
                  .formatted(String.join(", ", pinned), pinned.size() == 1 ? "is" : "are"));
      return ExitCode.FAILED;
    }
    return removal.run(victims, this::remove);
  }

  private List<Path> remove() throws IOException, InterruptedException {
    CacheFolder folder = images.folder();
    List<Path> removed = new ArrayList<>();
    for (Path pyramid : pyramids) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Removing was interrupted.");
      }
      if (folder.remove(pyramid)) {
        folder.unpin(pyramid);
        removed.add(pyramid);
      }
    }
    return removed;
  }
}
