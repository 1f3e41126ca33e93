package org.visiomatic.shell.tile;

/// How much is said about a batch besides its progress.
public enum Verbosity {
  /// What failed.
  QUIET,
  /// That, and a summary.
  NORMAL,
  /// A line for every image too.
  VERBOSE
}
