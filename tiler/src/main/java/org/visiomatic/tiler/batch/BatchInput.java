package org.visiomatic.tiler.batch;

import java.nio.file.Path;

/// One input of a batch, after folders, patterns and lists were followed.
public sealed interface BatchInput {

  /// What the user wrote, or what was found below a folder that they named.
  String given();

  /// A file that is there.
  ///
  /// @param given what the user wrote, or what was found
  /// @param file its absolute path, symbolic links resolved
  /// @param named whether the user has named this very file; otherwise it was found by its suffix,
  ///   and nobody has said that there is an image in it
  record Image(String given, Path file, boolean named) implements BatchInput {}

  /// Something named that cannot be an input.
  ///
  /// @param given what the user wrote
  /// @param reason why not, as a word
  /// @param message why not, as a sentence
  record Unusable(String given, Reason reason, String message) implements BatchInput {}
}
