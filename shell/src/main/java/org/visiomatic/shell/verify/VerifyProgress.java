package org.visiomatic.shell.verify;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Shows how far a verification is: a line that redraws itself on a terminal, one each ten seconds
/// elsewhere.
public final class VerifyProgress {

  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

  private final PrintWriter err;
  private final boolean terminal;
  private final boolean quiet;
  private String what = "";
  private long shown = System.nanoTime();
  private boolean drawn;

  /// @param terminal whether `err` can move its cursor
  /// @param quiet whether nothing is shown
  public VerifyProgress(PrintWriter err, boolean terminal, boolean quiet) {
    this.err = err;
    this.terminal = terminal;
    this.quiet = quiet;
  }

  /// Begins with another pyramid.
  synchronized void begin(int number, int count, String name) {
    what = "%d/%d %s".formatted(number, count, name);
  }

  /// @param fraction how much of the pyramid has been read, 0 to 1
  synchronized void at(double fraction) {
    long now = System.nanoTime();
    if (quiet || now - shown < (terminal ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    String line =
        String.format(Locale.ROOT, "visiomatic: verifying %s, %.0f %%", what, 100 * fraction);
    if (terminal) {
      err.print("\r\033[K" + line);
      err.flush();
      drawn = true;
    } else {
      err.println(line);
    }
  }

  /// Takes the line from the terminal.
  synchronized void erase() {
    if (drawn) {
      err.print("\r\033[K");
      err.flush();
      drawn = false;
    }
  }
}
