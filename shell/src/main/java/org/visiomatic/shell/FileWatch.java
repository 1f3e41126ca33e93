package org.visiomatic.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks at files again and again, and tells when they have changed and then stayed the same for
/// one interval, so that nobody reads a file that is being written.
///
/// By looking, as file systems of other machines notify nobody, and editors replace files in many
/// ways. What is below a folder counts with it, up to [#MOST_FILES] entries.
final class FileWatch implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.shell");

  private static final int MOST_FILES = 10_000;
  private static final int DEEPEST = 16;

  private final Supplier<List<Path>> places;
  private final Runnable onChange;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Set<String> told;
  private Set<String> seen;

  /// @param places files and folders, which need not exist, as they are now
  /// @param onChange called by the thread that looks
  FileWatch(Supplier<List<Path>> places, Runnable onChange) {
    this.places = places;
    this.onChange = onChange;
    told = stamps();
    seen = told;
  }

  /// Begins to look.
  FileWatch every(Duration interval) {
    Thread.ofPlatform().daemon().name("visiomatic-watch").start(() -> lookUntilClosed(interval));
    return this;
  }

  private void lookUntilClosed(Duration interval) {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        lookSafely();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A failure must not end the watch.
  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The change of a file could not be followed.", e);
    }
  }

  /// Looks once.
  void look() {
    Set<String> now = stamps();
    boolean quiet = now.equals(seen);
    seen = now;
    if (quiet && !now.equals(told)) {
      told = now;
      onChange.run();
    }
  }

  private Set<String> stamps() {
    Set<String> stamps = new TreeSet<>();
    for (Path place : places.get()) {
      // The place itself may be a link, and so may files; links between folders could go round.
      try (Stream<Path> files = Files.walk(place.toRealPath(), DEEPEST)) {
        files.limit(MOST_FILES).forEach(file -> stamps.add(stamp(file)));
      } catch (IOException | UncheckedIOException e) {
        // Not there, or removed while looking: that is how it is seen now.
        stamps.add(place + " " + e.getClass().getSimpleName());
      }
    }
    return stamps;
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
      // The content of a folder is looked at itself; its own time changes with hidden files too.
      return of.isDirectory()
          ? file.toString()
          : file + " " + of.size() + " " + of.lastModifiedTime() + " " + of.fileKey();
    } catch (IOException e) {
      return file + " " + e.getClass().getSimpleName();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
