package org.visiomatic.shell.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// Shows how a build goes on: a bar that redraws itself on a terminal, a line at each new stage and
/// each ten seconds elsewhere.
public final class ProgressDisplay {

  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int BAR_WIDTH = 28;

  private final PrintWriter out;
  private final String name;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private long shown = start - LINE_NANOS;
  private String stage = "";
  private boolean drawn;

  /// @param out where to show it
  /// @param name of what is built
  /// @param terminal whether `out` can move its cursor
  public ProgressDisplay(PrintWriter out, String name, boolean terminal) {
    this.out = out;
    this.name = name;
    this.terminal = terminal;
  }

  /// @param now what is being done, in a word; empty when nothing is
  /// @param fraction how much of the whole is done, 0 to 1
  public void at(String now, double fraction) {
    long time = System.nanoTime();
    boolean newStage = !now.equals(stage);
    if (!newStage && time - shown < (terminal ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    stage = now;
    shown = time;
    if (terminal) {
      draw(now, fraction, time);
    } else {
      out.printf(Locale.ROOT, "visiomatic: caching %s: %s, %.0f %%%n", name, now, 100 * fraction);
    }
  }

  /// Ends the display with a line that says how long it took; nothing if nothing was shown.
  public void done() {
    if (stage.isEmpty()) {
      return;
    }
    erase();
    out.printf(
        Locale.ROOT, "visiomatic: cached %s in %.1f s%n", name, (System.nanoTime() - start) / 1e9);
  }

  /// Takes the bar from the terminal.
  public void erase() {
    if (drawn) {
      out.print("\r\033[K");
      out.flush();
      drawn = false;
    }
  }

  private void draw(String now, double fraction, long time) {
    int filled = (int) Math.round(fraction * BAR_WIDTH);
    String bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    double elapsed = (time - start) / 1e9;
    String left =
        fraction > 0.05 && fraction < 1
            ? String.format(Locale.ROOT, ", %.0f s left", elapsed * (1 - fraction) / fraction)
            : "";
    out.printf(Locale.ROOT, "\r\033[K%s %s %3.0f %% %s%s", name, bar, 100 * fraction, now, left);
    out.flush();
    drawn = true;
  }
}
