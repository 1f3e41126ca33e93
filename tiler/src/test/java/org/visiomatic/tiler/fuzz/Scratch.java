package org.visiomatic.tiler.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Temporary folders of a fuzz target, kept from input to input.
///
/// @param folder for the input
/// @param inner for the code under test, which has to leave nothing there
record Scratch(Path folder, Path inner) {

  static Scratch make() {
    try {
      Path folder = Files.createTempDirectory("fuzz");
      return new Scratch(folder, Files.createDirectory(folder.resolve("scratch")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void requireEmpty() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(inner)) {
      for (Path path : left) {
        throw new AssertionError("Left behind: " + path);
      }
    }
  }
}
