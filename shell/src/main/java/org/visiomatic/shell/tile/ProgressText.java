package org.visiomatic.shell.tile;

import java.util.Locale;
import org.visiomatic.tiler.batch.BatchStatus;
import org.visiomatic.tiler.batch.BatchSummary;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.batch.ImageReport;
import org.visiomatic.tiler.batch.PyramidFacts;
import org.visiomatic.tiler.batch.Status;
import org.visiomatic.tiler.batch.Trouble;

/// A batch in words.
final class ProgressText {

  private static final int BAR_WIDTH = 20;

  private ProgressText() {}

  /// How far it is, on one line.
  static String line(BatchStatus status) {
    return "%d of %d images, %.0f %%%s%s%s%s"
        .formatted(
            status.done(),
            status.total(),
            100 * status.fraction(),
            status.failed() > 0 ? ", " + status.failed() + " failed" : "",
            rate(status),
            left(status),
            active(status, "; "));
  }

  /// The same with a bar, cut to the width of a terminal.
  static String bar(BatchStatus status, int width) {
    int filled = (int) Math.round(status.fraction() * BAR_WIDTH);
    String text =
        "%s %d/%d%s%s%s%s"
            .formatted(
                "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled),
                status.done(),
                status.total(),
                status.failed() > 0 ? ", " + status.failed() + " failed" : "",
                rate(status),
                left(status),
                active(status, "  "));
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }

  private static String rate(BatchStatus status) {
    double rate = status.megapixelsPerSecond();
    return rate > 0 ? String.format(Locale.ROOT, ", %.3g MP/s", rate) : "";
  }

  private static String left(BatchStatus status) {
    return status.secondsLeft() < 0 ? "" : ", " + duration(status.secondsLeft()) + " left";
  }

  private static String active(BatchStatus status, String before) {
    if (status.active().isEmpty()) {
      return "";
    }
    BatchStatus.Active first = status.active().getFirst();
    int others = status.active().size() - 1;
    return "%s%s (%s %.0f %%)%s"
        .formatted(
            before,
            name(first.given()),
            first.stage().name().toLowerCase(Locale.ROOT),
            100 * first.fraction(),
            others > 0 ? " and " + others + " more" : "");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// What became of one image.
  static String ended(ImageReport report) {
    String what = report.status() + " " + report.given();
    String why = report.trouble().map(Trouble::message).orElse("");
    if (!why.isEmpty()) {
      return what + ": " + why;
    }
    PyramidFacts pyramid = report.pyramid().orElseThrow();
    String rate =
        report.status() == Status.BUILT
            ? String.format(Locale.ROOT, ", %.3g MP/s", report.megapixelsPerSecond())
            : "";
    return String.format(
        Locale.ROOT,
        "%s: %d × %d × %d, %s in %.3f s%s",
        what,
        pyramid.geometry().width(),
        pyramid.geometry().height(),
        pyramid.geometry().channels(),
        ByteSize.text(pyramid.bytes()),
        report.seconds(),
        rate);
  }

  /// What became of the batch.
  static String summary(BatchSummary summary) {
    String built =
        summary.count(Status.BUILT) == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " (%.4g MP, %.3g MP/s, %s)",
                summary.megapixels(),
                summary.megapixels() / summary.seconds(),
                ByteSize.text(summary.bytes()));
    String removed =
        summary.removed().isEmpty()
            ? ""
            : "; %d %s removed from the cache to keep its limits"
                .formatted(
                    summary.removed().size(),
                    summary.removed().size() == 1 ? "pyramid was" : "pyramids were");
    return String.format(
        Locale.ROOT,
        "%d built, %d current, %d skipped, %d failed in %s%s%s",
        summary.count(Status.BUILT),
        summary.count(Status.CURRENT),
        summary.count(Status.SKIPPED),
        summary.count(Status.FAILED),
        duration(summary.seconds()),
        built,
        removed);
  }

  /// A time in seconds, with three digits.
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 9.95 ? "%.2f" : "%.0f", seconds);
  }

  /// A time in seconds, minutes or hours.
  static String duration(double seconds) {
    if (seconds < 99.5) {
      return String.format(Locale.ROOT, seconds < 9.95 ? "%.1f s" : "%.0f s", seconds);
    }
    long minutes = Math.round(seconds / 60);
    return minutes < 100 ? minutes + " min" : "%d h %02d min".formatted(minutes / 60, minutes % 60);
  }
}
