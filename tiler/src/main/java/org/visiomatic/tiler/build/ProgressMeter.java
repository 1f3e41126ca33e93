package org.visiomatic.tiler.build;

import java.io.IOException;
import org.visiomatic.tiler.build.TilingProgress.Stage;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Adds up what many threads have done and tells it in few steps that never go back.
final class ProgressMeter {

  /// A step is that part of the whole.
  private static final int STEPS = 128;

  private final TilingProgress progress;
  private double from;
  private double to;
  private long done;
  private long total = 1;
  private Stage stage = Stage.OPENING;
  private double told = -1;

  ProgressMeter(TilingProgress progress) {
    this.progress = progress;
  }

  /// The size of the pyramid is known.
  void planned(PyramidGeometry geometry) throws IOException {
    progress.planned(geometry);
  }

  boolean wantsOverview(PyramidGeometry geometry) {
    return progress.wantsOverview(geometry);
  }

  void overview(Overview overview) {
    progress.overview(overview);
  }

  /// Begins a stage that leads from one fraction of the whole to another.
  ///
  /// @param amount how much there is to do, in any unit
  synchronized void begin(Stage next, double first, double last, long amount) {
    stage = next;
    from = first;
    to = last;
    done = 0;
    total = Math.max(1, amount);
    tell(first);
  }

  /// Some of the stage is done.
  synchronized void add(long amount) {
    done = Math.min(total, done + amount);
    double fraction = from + (to - from) * ((double) done / total);
    if (fraction >= told + 1.0 / STEPS) {
      tell(fraction);
    }
  }

  private void tell(double fraction) {
    told = Math.max(told, fraction);
    progress.at(stage, told);
  }
}
