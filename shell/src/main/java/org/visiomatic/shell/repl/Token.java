package org.visiomatic.shell.repl;

/// A piece of a line.
///
/// @param text what it stands for: a word without its quotes, or the command behind a `|`
/// @param start where it begins in the line
/// @param end where it ends, exclusive
record Token(Kind kind, String text, int start, int end) {

  /// What pieces there are.
  enum Kind {
    WORD,
    /// `;` or the end of a line.
    SEPARATOR,
    /// `>`.
    OVERWRITE,
    /// `>>`.
    APPEND,
    /// `|` with all that follows it up to a separator, as it was typed.
    PIPE
  }
}
