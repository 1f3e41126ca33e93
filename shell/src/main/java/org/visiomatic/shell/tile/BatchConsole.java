package org.visiomatic.shell.tile;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.batch.BatchEvents;
import org.visiomatic.tiler.batch.BatchMeter;
import org.visiomatic.tiler.batch.BatchSummary;
import org.visiomatic.tiler.batch.ImageReport;
import org.visiomatic.tiler.batch.ManifestWriter;
import org.visiomatic.tiler.batch.PlannedImage.ToBuild;
import org.visiomatic.tiler.build.TilingProgress.Stage;

/// Passes what a running batch tells to the manifest and to the display, one at a time.
public final class BatchConsole implements BatchEvents, AutoCloseable {

  private final Display display;
  private final BatchMeter meter;
  private final @Nullable ManifestWriter manifest;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());

  private final @Nullable Future<?> ticking;

  /// @param manifest not closed here; none when absent
  public BatchConsole(Display display, BatchMeter meter, @Nullable ManifestWriter manifest) {
    this.display = display;
    this.meter = meter;
    this.manifest = manifest;
    long interval = display.intervalMillis();
    ticking =
        interval > 0
            ? clock.scheduleAtFixedRate(this::tick, interval, interval, TimeUnit.MILLISECONDS)
            : null;
  }

  private synchronized void tick() {
    if (!clock.isShutdown()) {
      display.at(meter.status());
    }
  }

  @Override
  public synchronized void started(ToBuild image) {
    meter.started(image);
    display.started(image);
  }

  @Override
  public void at(ToBuild image, Stage stage, double fraction) {
    meter.at(image, stage, fraction);
  }

  @Override
  public synchronized void ended(ImageReport report) throws IOException {
    meter.ended(report);
    display.ended(report);
    if (manifest != null) {
      manifest.add(report);
    }
  }

  /// Tells that the batch has ended.
  ///
  /// @param exitCode that the process is about to end with
  public synchronized void finished(BatchSummary summary, int exitCode) throws IOException {
    close();
    display.finished(summary, exitCode);
    if (manifest != null) {
      manifest.end(summary, exitCode);
    }
  }

  @Override
  public void close() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    clock.shutdown();
  }
}
