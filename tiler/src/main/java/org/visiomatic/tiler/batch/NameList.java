package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads the names that a list holds, in UTF-8: one a line, or one before each NUL.
final class NameList {

  private NameList() {}

  /// The names of a file of lines; blank lines and those that begin with `#` are none.
  static List<String> of(Path list) throws IOException {
    return lines(Files.readAllBytes(list));
  }

  /// The names that a stream gives until its end.
  ///
  /// @param nulSeparated whether names end with a NUL, and nothing is a comment
  static List<String> of(InputStream stream, boolean nulSeparated) throws IOException {
    byte[] bytes = stream.readAllBytes();
    return nulSeparated
        ? Stream.of(text(bytes).split("\0")).filter(name -> !name.isEmpty()).toList()
        : lines(bytes);
  }

  private static List<String> lines(byte[] bytes) {
    return text(bytes).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
