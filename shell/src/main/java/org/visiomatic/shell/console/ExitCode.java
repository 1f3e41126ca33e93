package org.visiomatic.shell.console;

/// What the process tells whoever started it. Documented in `docs/reference/command-line.md`.
public final class ExitCode {

  /// All went well.
  public static final int OK = 0;

  /// Something failed that is not the user's doing.
  public static final int FAILED = 1;

  /// An option or a setting cannot be used.
  public static final int USAGE = 2;

  /// Some of the inputs failed.
  public static final int SOME_FAILED = 3;

  /// Not begun, because it would not have fitted.
  public static final int REFUSED = 4;

  /// The image is not there or cannot be read; of several, not one can.
  public static final int NO_INPUT = 6;

  /// All went well but for what other processes are at; as `EX_TEMPFAIL` of sysexits.h.
  public static final int BUSY = 75;

  /// Stopped by an interruption, as shells have it; a termination gives 143.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
