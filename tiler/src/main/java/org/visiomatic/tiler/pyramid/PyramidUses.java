package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Who reads which pyramid of a cache folder, and when that was last.
///
/// Each open pyramid holds a shared lock, so that no process removes what another one reads; the
/// time of the last use is the modification time of the folder or stands in an index, set at the
/// beginning and at the end of a use.
final class PyramidUses {

  private static final int ATTEMPTS = 5;
  private static final long PAUSE_NANOS = 1_000_000;

  private final NamedLocks locks;
  private final Optional<UsesIndex> index;

  /// @param file carries the locks
  /// @param index where times are noted; as times of modification when empty
  PyramidUses(Path file, Optional<UsesIndex> index) {
    locks = NamedLocks.in(file);
    this.index = index;
  }

  /// The pyramids among some folders, the least recently used first; those that have just been
  /// removed are left out. All who share a folder need not share an index, so that the later of
  /// both times counts.
  List<StandingPyramid> standing(Iterable<Path> folders) throws IOException {
    Map<Path, Instant> noted = index.isPresent() ? index.get().last() : Map.of();
    List<StandingPyramid> standing = new ArrayList<>();
    for (Path folder : folders) {
      StandingPyramid.at(folder)
          .map(pyramid -> pyramid.usedAt(noted.getOrDefault(folder, Instant.MIN)))
          .ifPresent(standing::add);
    }
    standing.sort(StandingPyramid.BY_USE);
    return standing;
  }

  /// Begins a use; nothing when the pyramid is just being removed.
  Optional<Use> begin(Path pyramid) {
    Optional<NamedLocks.Held> lock;
    try {
      lock = share(pyramid);
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

  /// Those who only look whether a pyramid is read hold its lock for a moment, too.
  private Optional<NamedLocks.Held> share(Path pyramid) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<NamedLocks.Held> lock = locks.tryShare(nameOf(pyramid));
      if (lock.isPresent() || !Files.isDirectory(pyramid)) {
        return lock;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return Optional.empty();
  }

  /// Does something with a pyramid that stays meanwhile; no use is noted.
  ///
  /// @return false when it is gone or just being removed
  boolean tryWith(Path pyramid, NamedLocks.Action action) throws IOException {
    Optional<NamedLocks.Held> lock = share(pyramid);
    if (lock.isEmpty()) {
      return false;
    }
    try (NamedLocks.Held _ = lock.get()) {
      if (!Files.isDirectory(pyramid)) {
        return false;
      }
      action.run();
      return true;
    }
  }

  /// Keeps a pyramid from being removed without calling that a use; nothing when it is gone or just
  /// being removed.
  Optional<NamedLocks.Held> hold(Path pyramid) throws IOException {
    return share(pyramid);
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
