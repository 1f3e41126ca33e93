package org.visiomatic.shell.tile;

import java.io.PrintWriter;
import org.visiomatic.tiler.batch.BatchStatus;
import org.visiomatic.tiler.batch.BatchSummary;
import org.visiomatic.tiler.batch.ImageReport;
import org.visiomatic.tiler.batch.PlannedImage;
import org.visiomatic.tiler.batch.Reason;
import org.visiomatic.tiler.batch.Status;

/// Sentences, and between them a bar that redraws itself or a line every ten seconds.
final class TextDisplay implements Display {

  private static final long REDRAW_MILLIS = 100;
  private static final long LINE_MILLIS = 10_000;

  /// Terminals are seldom narrower, and a line that wraps cannot be redrawn.
  private static final int WIDTH = 79;

  private final PrintWriter out;
  private final Verbosity verbosity;
  private final boolean bar;
  private final boolean progress;
  private boolean drawn;

  /// @param bar whether `out` can move its cursor
  /// @param progress whether to show any
  TextDisplay(PrintWriter out, Verbosity verbosity, boolean bar, boolean progress) {
    this.out = out;
    this.verbosity = verbosity;
    this.bar = bar;
    this.progress = progress;
  }

  @Override
  public long intervalMillis() {
    return !progress ? 0 : bar ? REDRAW_MILLIS : LINE_MILLIS;
  }

  @Override
  public void looking(int images) {
    if (bar && progress) {
      draw("looking at %d images".formatted(images));
    }
  }

  @Override
  public void started(PlannedImage.ToBuild image) {
    // The next redraw shows it.
  }

  @Override
  public void at(BatchStatus status) {
    if (bar) {
      draw(ProgressText.bar(status, WIDTH));
    } else {
      say(ProgressText.line(status));
    }
  }

  @Override
  public void ended(ImageReport report) {
    boolean busy = report.trouble().filter(t -> t.reason() == Reason.BUSY).isPresent();
    if (report.status() == Status.FAILED || busy || verbosity == Verbosity.VERBOSE) {
      say(ProgressText.ended(report));
    }
    if (verbosity == Verbosity.VERBOSE) {
      report.pyramid().ifPresent(pyramid -> pyramid.notes().forEach(note -> say("  " + note)));
    }
  }

  @Override
  public void say(String sentence) {
    erase();
    out.println("visiomatic: " + sentence);
  }

  @Override
  public void finished(BatchSummary summary, int exitCode) {
    summary.problems().forEach(this::say);
    if (verbosity != Verbosity.QUIET) {
      say(ProgressText.summary(summary));
    }
    erase();
  }

  private void draw(String line) {
    out.print("\r\033[K" + line);
    out.flush();
    drawn = true;
  }

  private void erase() {
    if (drawn) {
      out.print("\r\033[K");
      out.flush();
      drawn = false;
    }
  }
}
