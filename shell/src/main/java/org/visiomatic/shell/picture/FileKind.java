package org.visiomatic.shell.picture;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Kinds of picture files.
public enum FileKind {
  JPEG("jpeg", "jpg"),
  PNG("png"),
  WEBP("webp"),
  TIFF("tiff", "tif");

  @SuppressWarnings("ImmutableEnumChecker") // a copy of constants
  private final List<String> endings;

  FileKind(String... endings) {
    this.endings = List.of(endings);
  }

  /// What users call it.
  public String label() {
    return endings.getFirst();
  }

  /// The kind that a word means.
  public static Optional<FileKind> named(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(kind -> kind.endings.contains(lower)).findFirst();
  }

  /// The kind that the ending of a name means.
  public static Optional<FileKind> of(Path file) {
    String name = String.valueOf(file.getFileName());
    return named(name.substring(name.lastIndexOf('.') + 1));
  }

  /// All of them, for messages.
  public static String list() {
    return Stream.of(values()).map(FileKind::label).collect(Collectors.joining(", "));
  }
}
