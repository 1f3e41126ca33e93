package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Nothing was ever pinned, or could be.
      return Set.of();
    }
    return names;
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  void add(String name) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.createFile(folder.resolve(name));
    } catch (FileAlreadyExistsException e) {
      if (!has(name)) {
        throw unwritable(e);
      }
      return;
    } catch (FileSystemException e) {
      throw unwritable(e);
    }
    Folders.forceNames(folder);
  }

  void remove(String name) throws IOException {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (FileSystemException e) {
      throw unwritable(e);
    }
  }

  private IOException unwritable(FileSystemException e) {
    return new IOException(
        "The marks of pinned images in %s cannot be changed: %s (%s). Allow writing to that folder."
            .formatted(folder, e.getFile(), e.getClass().getSimpleName()),
        e);
  }
}
