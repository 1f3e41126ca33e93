package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who reads which pyramid of a cache folder, and when that was last.
///
/// Each open pyramid holds a shared lock, so that no process removes what another one reads; the
/// time of the last use is the modification time of the folder or stands in an index, set at the
/// beginning and at the end of a use.
final class PyramidUses {

  private final NamedLocks locks;
  private final Optional<UsesIndex> index;

  /// @param file carries the locks
  /// @param index where times are noted; as times of modification when empty
  PyramidUses(Path file, Optional<UsesIndex> index) {
    locks = NamedLocks.in(file);
    this.index = index;
  }

  /// When each of some pyramids was last used; those that have just been removed are left out. All
  /// who share a folder need not share an index, so that the later of both times counts.
  Map<Path, Instant> last(Iterable<Path> pyramids) throws IOException {
    Map<Path, Instant> noted = index.isPresent() ? index.get().last() : Map.of();
    Map<Path, Instant> times = new HashMap<>();
    for (Path pyramid : pyramids) {
      try {
        Instant modified = Files.getLastModifiedTime(pyramid).toInstant();
        Instant used = noted.getOrDefault(pyramid, modified);
        times.put(pyramid, used.isAfter(modified) ? used : modified);
      } catch (NoSuchFileException e) {
        log().log(Logger.Level.DEBUG, "Another process has just removed {0}.", pyramid);
      }
    }
    return times;
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

  private void touch(Path pyramid) {
    try {
      if (index.isPresent()) {
        index.get().note(pyramid, Instant.now());
      } else if (Files.isDirectory(pyramid)) {
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
