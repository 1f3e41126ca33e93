package org.visiomatic.shell.tile;

import java.io.PrintWriter;
import org.visiomatic.tiler.batch.BatchStatus;
import org.visiomatic.tiler.batch.BatchSummary;
import org.visiomatic.tiler.batch.ImageReport;
import org.visiomatic.tiler.batch.PlannedImage;

/// Where the progress of a batch is seen. Not safe for use by several threads: whoever has one sees
/// to it that lines do not mix.
public interface Display {

  /// How often [#at] is to be called, in milliseconds; 0 for never.
  long intervalMillis();

  /// The inputs are being looked at.
  void looking(int images);

  /// Work on an image begins.
  void started(PlannedImage.ToBuild image);

  /// The batch is so far.
  void at(BatchStatus status);

  /// An image has ended.
  void ended(ImageReport report);

  /// Says a sentence.
  void say(String sentence);

  /// The batch has ended.
  void finished(BatchSummary summary, int exitCode);

  /// The display of a mode.
  ///
  /// @param out where to show it
  /// @param terminal whether `out` can move its cursor
  static Display of(ProgressMode mode, Verbosity verbosity, PrintWriter out, boolean terminal) {
    return switch (mode) {
      case AUTO -> of(terminal ? ProgressMode.BAR : ProgressMode.PLAIN, verbosity, out, terminal);
      case BAR -> new TextDisplay(out, verbosity, true, verbosity != Verbosity.QUIET);
      case PLAIN -> new TextDisplay(out, verbosity, false, verbosity != Verbosity.QUIET);
      case NONE -> new TextDisplay(out, verbosity, false, false);
      case JSON -> new JsonDisplay(out);
    };
  }
}
