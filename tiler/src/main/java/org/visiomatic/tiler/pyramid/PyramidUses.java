package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/// Who reads which pyramid of a cache folder, and when that was last.
///
/// Each open pyramid holds a shared lock, so that no process removes what another one reads; the
/// time of the last use is the modification time of the folder, set at the beginning and at the end
/// of a use.
final class PyramidUses {

  private final NamedLocks locks;

  /// @param file carries the locks
  PyramidUses(Path file) {
    locks = NamedLocks.in(file);
  }

  /// Begins a use; nothing when the pyramid is just being removed.
  Optional<Use> begin(Path pyramid) {
    Optional<NamedLocks.Held> lock;
    try {
      lock = locks.tryShare(nameOf(pyramid));
    } catch (IOException e) {
      // A cache that may only be read is read without locks; nobody prunes it from here either.
      log().log(Logger.Level.DEBUG, "The use of " + pyramid + " could not be made known.", e);
      return Optional.of(Use.UNKNOWN);
    }
    touch(pyramid);
    return lock.map(
        held ->
            () -> {
              touch(pyramid);
              held.close();
            });
  }

  /// Does something unless somebody reads the pyramid; nobody can begin to meanwhile.
  ///
  /// @return whether it was done
  boolean tryWithout(Path pyramid, NamedLocks.Action action) throws IOException {
    return locks.tryRun(nameOf(pyramid), action);
  }

  private static String nameOf(Path pyramid) {
    return String.valueOf(pyramid.getFileName());
  }

  private static void touch(Path pyramid) {
    try {
      if (Files.isDirectory(pyramid)) {
        Files.setLastModifiedTime(pyramid, FileTime.from(Instant.now()));
      }
    } catch (IOException e) {
      log().log(Logger.Level.DEBUG, "The last use of " + pyramid + " could not be noted.", e);
    }
  }

  /// A use under way.
  @FunctionalInterface
  interface Use extends AutoCloseable {

    /// One that nobody is told of.
    Use UNKNOWN = () -> {};

    /// Ends it.
    @Override
    void close() throws IOException;
  }

  /// Asked for when there is something to say: to find a logger, the JVM opens every library.
  private static Logger log() {
    return System.getLogger(PyramidUses.class.getName());
  }
}
