package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// What a move that was cut off has left beside a cache folder, and how to get rid of it without
/// losing anything.
final class UnfinishedMove {

  /// More links one behind another than any system follows.
  private static final int MOST_LINKS = 64;

  private UnfinishedMove() {}

  /// Where the folder at some place goes while a link takes that place.
  static Path asideOf(Path folder) {
    return folder.resolveSibling("." + folder.getFileName() + ".moved");
  }

  /// What was left of moves of a folder that now may be a link, or a link to a link.
  static List<Path> of(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path place : places(folder)) {
      Path aside = asideOf(place);
      if (place.getFileName() != null && Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
        found.add(place);
      }
    }
    return found;
  }

  private static List<Path> places(Path folder) throws IOException {
    List<Path> places = new ArrayList<>();
    Path place = folder.toAbsolutePath().normalize();
    places.add(place);
    while (Files.isSymbolicLink(place) && places.size() < MOST_LINKS) {
      place = place.resolveSibling(Files.readSymbolicLink(place)).normalize();
      places.add(place);
    }
    return places;
  }

  /// Ends the moves. Where the link stands already, all has been copied, and the old folder goes;
  /// where it does not, the folder comes back to its place.
  ///
  /// @param places as [#of] says
  static void finish(List<Path> places) throws IOException {
    for (Path place : places) {
      Path aside = asideOf(place);
      if (Files.isSymbolicLink(aside)) {
        Files.delete(aside);
      } else if (Files.isSymbolicLink(place)) {
        Folders.delete(aside);
      } else if (!Files.exists(place)) {
        Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
      } else {
        bringTogether(aside, place);
      }
    }
  }

  /// Somebody has made the folder anew since.
  private static void bringTogether(Path aside, Path place) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(aside)) {
      for (Path entry : entries) {
        Path target = place.resolve(entry.getFileName());
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(entry, target, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
    Folders.delete(aside);
  }
}
