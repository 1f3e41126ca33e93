package org.visiomatic.shell;

/// What the process tells whoever started it. Documented in `docs/reference/command-line.md`.
final class ExitCode {

  /// All went well.
  static final int OK = 0;

  /// Something failed that is not the user's doing.
  static final int FAILED = 1;

  /// An option or a setting cannot be used.
  static final int USAGE = 2;

  /// The image is not there or cannot be read.
  static final int NO_INPUT = 6;

  private ExitCode() {}
}
