package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Marks of the pyramids that stay whatever the limits of their cache folder are: empty files with
/// the names of their folders. A mark outlives its pyramid, hence holds for one that is built anew.
///
/// @param folder where the marks are, which need not exist
record Pins(Path folder) {

  /// The names that are marked.
  Set<String> names() throws IOException {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> marks = Files.newDirectoryStream(folder)) {
      marks.forEach(mark -> names.add(String.valueOf(mark.getFileName())));
    } catch (NoSuchFileException e) {
      // Nothing was ever pinned.
      return Set.of();
    }
    return names;
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  void add(String name) throws IOException {
    Files.createDirectories(folder);
    try {
      Files.createFile(folder.resolve(name));
    } catch (FileAlreadyExistsException e) {
      // All the better.
      return;
    }
    Folders.forceNames(folder);
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }
}
