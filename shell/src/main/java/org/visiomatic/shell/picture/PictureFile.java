package org.visiomatic.shell.picture;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// A file that a picture goes to, be it there already or not. It is written beside and renamed, so
/// that nobody ever reads half of it; devices and pipes are written to as they are.
///
/// @param path where it is to stand
record PictureFile(Path path) {

  /// What goes into a file.
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes it.
  ///
  /// @throws IOException when it cannot be written; then nothing is left behind
  void write(Content content) throws IOException {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
        write(path, content, StandardOpenOption.WRITE);
      } else {
        // A link to the file stays one.
        replace(Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), content);
      }
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new IOException(
          "The picture %s cannot be written: %s (%s). Name another place with --output."
              .formatted(path, e.getFile(), reason),
          e);
    }
  }

  private static void replace(Path file, Content content) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    Path beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      write(beside, content, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void write(Path file, Content content, StandardOpenOption... options)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, options))) {
      content.writeTo(out);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
