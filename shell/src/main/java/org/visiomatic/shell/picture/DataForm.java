package org.visiomatic.shell.picture;

/// How data are printed.
public enum DataForm {
  /// Drawn with letters, for people.
  PLOT,
  /// Comma-separated values (RFC 4180) with a line of titles.
  CSV,
  JSON
}
