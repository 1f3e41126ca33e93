package org.visiomatic.shell.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Shows how far some work is: a line that redraws itself on a terminal, one each ten seconds
/// elsewhere. For any thread.
public final class ProgressLine {

  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

  private final PrintWriter err;
  private final boolean terminal;
  private final boolean quiet;
  private String what = "";
  private long shown = System.nanoTime();
  private boolean drawn;

  /// @param err where to show it
  /// @param terminal whether `err` can move its cursor
  public ProgressLine(PrintWriter err, boolean terminal) {
    this(err, terminal, false);
  }

  /// @param err where to show it
  /// @param terminal whether `err` can move its cursor
  /// @param quiet whether nothing is shown
  public ProgressLine(PrintWriter err, boolean terminal, boolean quiet) {
    this.err = err;
    this.terminal = terminal;
    this.quiet = quiet;
  }

  /// Begins with something.
  ///
  /// @param now what is being done, such as `exporting m31.fits`
  public synchronized void begin(String now) {
    erase();
    what = now;
  }

  /// @param fraction how much of it is done, 0 to 1
  public synchronized void at(double fraction) {
    long now = System.nanoTime();
    if (quiet || now - shown < (terminal ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    String line = String.format(Locale.ROOT, "visiomatic: %s, %.0f %%", what, 100 * fraction);
    if (terminal) {
      err.print("\r\033[K" + line);
      err.flush();
      drawn = true;
    } else {
      err.println(line);
    }
  }

  /// Takes the line from the terminal.
  public synchronized void erase() {
    if (drawn) {
      err.print("\r\033[K");
      err.flush();
      drawn = false;
    }
  }
}
