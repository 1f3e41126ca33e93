package org.visiomatic.shell.repl;

import java.nio.file.Path;

/// Where the data of a verb goes.
sealed interface Destination {

  /// Standard output.
  record Standard() implements Destination {}

  /// A file.
  ///
  /// @param isAppended whether what it holds stays
  record File(Path path, boolean isAppended) implements Destination {}

  /// The standard input of another program.
  ///
  /// @param command for `sh -c`; empty for the pager
  record Program(String command) implements Destination {}
}
