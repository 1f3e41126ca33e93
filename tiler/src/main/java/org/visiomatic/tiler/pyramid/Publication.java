package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Moves a finished pyramid to its place by renames, so that others see the old one, none for a
/// moment, or the whole new one.
final class Publication {

  private Publication() {}

  /// Replaces whatever stands at `place`.
  ///
  /// @param pyramid the finished folder
  /// @param aside where an older pyramid goes; the caller removes it
  static void publish(Path pyramid, Path place, Path aside) throws IOException {
    Path parent = place.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("%s cannot be replaced by a pyramid.".formatted(place));
    }
    boolean replaces = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    if (replaces) {
      setAside(place, aside);
    }
    try {
      Files.move(pyramid, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaces) {
        restore(aside, place, e);
      }
      throw e;
    }
    Folders.forceNames(parent);
  }

  private static void setAside(Path place, Path aside) throws IOException {
    try {
      Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // Someone has pruned it since; all the better. Anything else shows at the next move.
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  private static void restore(Path aside, Path place, IOException problem) {
    try {
      Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      problem.addSuppressed(e);
    }
  }
}
