package org.visiomatic.shell.tile;

import java.io.PrintWriter;
import org.visiomatic.tiler.batch.BatchStatus;
import org.visiomatic.tiler.batch.BatchSummary;
import org.visiomatic.tiler.batch.ImageReport;
import org.visiomatic.tiler.batch.PlannedImage;
import org.visiomatic.tiler.batch.ProgressDocument;

/// One JSON object per event, for programs.
final class JsonDisplay implements Display {

  private static final long MILLIS = 1000;

  private final PrintWriter out;

  JsonDisplay(PrintWriter out) {
    this.out = out;
  }

  @Override
  public long intervalMillis() {
    return MILLIS;
  }

  @Override
  public void looking(int images) {
    out.println(ProgressDocument.looking(images));
  }

  @Override
  public void started(PlannedImage.ToBuild image) {
    out.println(ProgressDocument.started(image));
  }

  @Override
  public void at(BatchStatus status) {
    out.println(ProgressDocument.progress(status));
  }

  @Override
  public void ended(ImageReport report) {
    out.println(ProgressDocument.ended(report));
  }

  @Override
  public void say(String sentence) {
    out.println(ProgressDocument.message(sentence));
  }

  @Override
  public void finished(BatchSummary summary, int exitCode) {
    out.println(ProgressDocument.finished(summary, exitCode));
  }
}
