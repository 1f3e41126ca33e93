package org.visiomatic.shell.config;

import java.util.Optional;

/// A kind that takes some texts only, and refuses all others with its limits.
///
/// @param <T> type of the values
interface LimitedKind<T> extends Kind<T> {

  @Override
  String limits();

  /// Reads a value; empty when it is not allowed.
  Optional<T> read(String text);

  @Override
  default T parse(String text) {
    return read(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + text + "' was given, but " + limits() + " is needed"));
  }
}
