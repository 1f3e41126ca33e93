package org.visiomatic.shell.repl;

import java.util.List;

/// The lines that were typed.
@FunctionalInterface
public interface PastLines {

  /// All of them, the oldest first.
  List<PastLine> lines();

  /// A line.
  ///
  /// @param number from 1
  record PastLine(int number, String line) {}
}
