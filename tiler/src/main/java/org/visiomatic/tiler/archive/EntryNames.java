package org.visiomatic.tiler.archive;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.visiomatic.tiler.archive.ArchiveEntries.Entry;
import org.visiomatic.tiler.pyramid.PyramidListing;

/// Makes sure that each entry of an archive is a file that the pyramid has, once, or a folder of
/// such files, and says what is wrong with any other.
final class EntryNames {

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST_SHOWN = 80;

  private final Path archive;
  private final PyramidListing listing;
  private final Set<String> seen = new HashSet<>();
  private long files;

  EntryNames(Path archive, PyramidListing listing) {
    this.archive = archive;
    this.listing = listing;
  }

  /// The most bytes that a file may have.
  ///
  /// @throws BadArchiveException when it has no place in the pyramid
  long mostBytes(Entry entry) throws BadArchiveException {
    demandInside(archive, entry);
    String name = entry.name();
    long most =
        switch (entry.kind()) {
          case FILE -> listing.mostBytes(name).orElseThrow(() -> foreign("file", name));
          case FOLDER -> {
            if (!listing.mayHaveFolder(name.substring(0, name.length() - 1))) {
              throw foreign("folder", name);
            }
            yield 0;
          }
          case SPECIAL -> throw new IllegalStateException("Refused before.");
        };
    if (!seen.add(name)) {
      throw new BadArchiveException(
          "The archive %s has the entry %s twice; nothing of it is taken."
              .formatted(archive, shown(name)));
    }
    files += entry.kind() == ArchiveEntries.Kind.FILE ? 1 : 0;
    return most;
  }

  /// Makes sure that none is missing.
  void demandAll() throws BadArchiveException {
    if (files < listing.files()) {
      throw new BadArchiveException(
          "The archive %s has %d files of the %d of its pyramid; it was cut short, so nothing of it is taken."
              .formatted(archive, files, listing.files()));
    }
  }

  /// Makes sure that an entry is a file or a folder below the one that it is unpacked in.
  static void demandInside(Path archive, Entry entry) throws BadArchiveException {
    String name = entry.name();
    boolean plain =
        !name.isEmpty()
            && !name.contains("\\")
            && !CONTROL.matcher(name).find()
            && !DRIVE.matcher(name).matches();
    String inside = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    if (!plain || Arrays.stream(inside.split("/", -1)).anyMatch(List.of("", ".", "..")::contains)) {
      throw new BadArchiveException(
          "The archive %s has an entry named %s, which may lead out of the folder that it is unpacked in; nothing of it is taken."
              .formatted(archive, shown(name)));
    }
    if (entry.kind() == ArchiveEntries.Kind.SPECIAL) {
      throw new BadArchiveException(
          "The archive %s has an entry %s that is no plain file but a link, a device or the like; nothing of it is taken."
              .formatted(archive, shown(name)));
    }
  }

  private BadArchiveException foreign(String what, String name) {
    return new BadArchiveException(
        "The archive %s has a %s %s, which does not belong to its pyramid; nothing of it is taken."
            .formatted(archive, what, shown(name)));
  }

  /// A name that may hold anything, in one line.
  static String shown(String name) {
    String printable = CONTROL.matcher(name).replaceAll("�");
    return "'"
        + (printable.length() > LONGEST_SHOWN
            ? printable.substring(0, LONGEST_SHOWN) + "…"
            : printable)
        + "'";
  }
}
