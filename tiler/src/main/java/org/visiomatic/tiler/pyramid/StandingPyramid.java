package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The folder of a published pyramid, as one look at it shows it.
///
/// @param folder where it is
/// @param name the name of the folder
/// @param used when it was last used; to begin with, when the folder was last changed
/// @param stamp tells it from other pyramids at the same place
record StandingPyramid(Path folder, String name, Instant used, long stamp) {

  /// The least recently used first.
  static final Comparator<StandingPyramid> BY_USE =
      (one, other) -> {
        int order = one.used.compareTo(other.used);
        return order == 0 ? one.name.compareTo(other.name) : order;
      };

  /// Looks at a folder; nothing when it is gone.
  static Optional<StandingPyramid> at(Path folder) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      return Optional.of(
          new StandingPyramid(
              folder,
              String.valueOf(folder.getFileName()),
              attributes.lastModifiedTime().toInstant(),
              stamp(folder, attributes)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /// When the folder was made, to the nanosecond. File systems that do not note it give the time of
  /// the last change in its place, which every use sets, and Windows gives that of an older folder
  /// of the same name; there the document tells, as nobody changes it in its place.
  private static long stamp(Path folder, BasicFileAttributes attributes) throws IOException {
    FileTime made = attributes.creationTime();
    boolean isNoted = !made.equals(attributes.lastModifiedTime()) && made.toMillis() > 0;
    if (isNoted && !Folders.WINDOWS) {
      return made.to(TimeUnit.NANOSECONDS);
    }
    try {
      return Files.getLastModifiedTime(folder.resolve(ZarrDocuments.NAME)).to(TimeUnit.NANOSECONDS);
    } catch (NoSuchFileException e) {
      // Damaged, or just being removed.
      return 0;
    }
  }

  /// The same, used at that time if that is later.
  StandingPyramid usedAt(Instant time) {
    return time.isAfter(used) ? new StandingPyramid(folder, name, time, stamp) : this;
  }
}
