package org.visiomatic.shell.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// Marks images as ones to keep whatever the limits of the cache folder are, or takes that back.
///
/// @param images those of the folder
/// @param pyramids the ones to mark
public record Pinning(CachedImages images, List<Path> pyramids) {

  public Pinning {
    pyramids = List.copyOf(pyramids);
  }

  /// Marks them.
  ///
  /// @return the exit code
  public int pin(Surroundings surroundings) throws IOException {
    int code = ExitCode.OK;
    for (Path pyramid : pyramids) {
      String name = images.nameOf(pyramid);
      if (images.folder().pin(pyramid)) {
        surroundings.say("%s is pinned.".formatted(name));
      } else {
        surroundings.say("%s has just been removed and cannot be pinned.".formatted(name));
        code = ExitCode.SOME_FAILED;
      }
    }
    return code;
  }

  /// Takes the marks back.
  ///
  /// @return the exit code
  public int unpin(Surroundings surroundings) throws IOException {
    CacheFolder folder = images.folder();
    for (Path pyramid : pyramids) {
      boolean was = folder.isPinned(pyramid);
      folder.unpin(pyramid);
      surroundings.say(
          (was ? "%s is not pinned any more." : "%s was not pinned.")
              .formatted(images.nameOf(pyramid)));
    }
    return ExitCode.OK;
  }
}
