package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is in a folder, sorted by name, without hidden and temporary entries.
final class FolderListing {

  private FolderListing() {}

  static List<Path> of(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    // The empty path is the working folder, which streams only list by another name.
    Path real = folder.toString().isEmpty() ? Path.of(".") : folder;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(real)) {
      for (Path entry : stream) {
        if (!ImageNames.isHidden(entry.getFileName().toString())) {
          entries.add(folder.resolve(entry.getFileName()));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.comparing(Path::toString));
    return entries;
  }

  /// Whether an entry is a file that looks like an image.
  static boolean isImage(Path entry) {
    return ImageNames.isImage(entry.getFileName().toString()) && Files.isRegularFile(entry);
  }
}
