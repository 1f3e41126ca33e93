package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Copies of pyramids in the folder that a cache moves to. They wait in `.moving`, where nobody
/// looks, until all are there; a new run goes on with those of an earlier one.
final class MovedPyramids {

  static final String FOLDER = ".moving";

  private static final String PARTIAL = ".part";
  private static final String REPLACED = ".replaced";

  /// Some file systems keep no finer times.
  private static final Duration FINEST_TIME = Duration.ofSeconds(2);

  private final CacheFolder from;
  private final Path to;
  private final Path waiting;

  MovedPyramids(CacheFolder from, Path to) {
    this.from = from;
    this.to = to;
    this.waiting = to.resolve(FOLDER);
  }

  /// Makes the place where copies wait, and removes half copies.
  void prepare() throws IOException {
    Files.createDirectories(waiting);
    try (DirectoryStream<Path> partial =
        Files.newDirectoryStream(waiting, "*{" + PARTIAL + "," + REPLACED + "}")) {
      for (Path folder : partial) {
        Folders.delete(folder);
      }
    }
  }

  /// Copies a pyramid unless that was done.
  ///
  /// @return whether there was anything to do
  boolean copy(Path pyramid, LongConsumer progress) throws IOException {
    Optional<CacheFolder.Hold> hold = from.hold(pyramid);
    if (hold.isEmpty()) {
      return false;
    }
    try {
      return isThere(pyramid) ? false : copyNow(pyramid, progress);
    } finally {
      hold.get().close();
    }
  }

  private boolean copyNow(Path pyramid, LongConsumer progress) throws IOException {
    Path partial = waiting.resolve(pyramid.getFileName() + PARTIAL);
    Path copy = waiting.resolve(pyramid.getFileName());
    boolean copied = false;
    try {
      Object key = keyOf(pyramid);
      new FolderCopy(progress).copy(pyramid, partial);
      if (key.equals(keyOf(pyramid))) {
        if (Files.exists(copy)) {
          Folders.delete(copy);
        }
        Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
        copied = true;
      }
      // Else another one has taken its place; the next round finds that.
      return true;
    } catch (NoSuchFileException e) {
      log().log(Logger.Level.DEBUG, "The pyramid " + pyramid + " was replaced while copied.", e);
      return true;
    } finally {
      if (!copied && Files.exists(partial)) {
        Folders.delete(partial);
      }
    }
  }

  private static Object keyOf(Path pyramid) throws IOException {
    Object key =
        Files.readAttributes(pyramid, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
    return key == null ? pyramid : key;
  }

  /// Whether there is a copy of the pyramid as it is now.
  boolean isThere(Path pyramid) throws IOException {
    Path name = pyramid.getFileName();
    return isSame(pyramid, waiting.resolve(name)) || isSame(pyramid, to.resolve(name));
  }

  private static boolean isSame(Path pyramid, Path copy) throws IOException {
    Path document = pyramid.resolve(ZarrDocuments.NAME);
    Path copied = copy.resolve(ZarrDocuments.NAME);
    try {
      // A pyramid that was repaired says the same as before, but later.
      Instant one = Files.getLastModifiedTime(document).toInstant();
      Instant other = Files.getLastModifiedTime(copied).toInstant();
      return Duration.between(one, other).abs().compareTo(FINEST_TIME) <= 0
          && Arrays.equals(Files.readAllBytes(document), Files.readAllBytes(copied));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// Puts the copies to their places, those left out of which there is no pyramid any more, and
  /// says of each when it was last used. Nobody may build or remove anything in either folder.
  void publish() throws IOException {
    for (StandingPyramid pyramid : from.standing()) {
      Path copy = waiting.resolve(pyramid.name());
      Path place = to.resolve(pyramid.name());
      if (Files.isDirectory(copy)) {
        put(copy, place);
      }
      if (Files.isDirectory(place)) {
        Files.setLastModifiedTime(place, FileTime.from(pyramid.used()));
      }
    }
    Folders.forceNames(to);
    Folders.delete(waiting);
  }

  private void put(Path copy, Path place) throws IOException {
    Path replaced = waiting.resolve(place.getFileName() + REPLACED);
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(place, replaced, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Logger log() {
    return System.getLogger(MovedPyramids.class.getName());
  }
}
