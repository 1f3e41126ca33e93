package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.batch.PlannedImage.ToBuild;
import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.Tiled;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;

/// Makes the pyramids of many images, several at a time, and keeps the cache within its limits
/// afterwards. One bad image never ends a batch; a full disk, a lost cache folder or [#stop] do,
/// and then all that is left is reported as skipped.
public final class Batch implements AutoCloseable {

  /// A disk with less than that left is full, whatever the system calls the failure.
  private static final long FULL_BYTES = 1 << 20;

  private final CacheFolder cache;
  private final BatchOptions options;
  private final ImageTiler tiler;
  private final Survey survey;
  private final Crew crew = new Crew();
  private final long start = System.nanoTime();

  /// Why nothing more is begun.
  private final AtomicReference<@Nullable Trouble> halt = new AtomicReference<>();

  /// @param cache where pyramids stand
  /// @param tiling what they look like and what building them may cost
  /// @param options how the batch goes about it
  public Batch(CacheFolder cache, TilingOptions tiling, BatchOptions options) {
    this.cache = cache;
    this.options = options;
    this.tiler = new ImageTiler(cache, tiling);
    this.survey = new Survey(cache, tiler, tiling, options);
  }

  /// Looks at the inputs, without reading pixels.
  ///
  /// @param headers whether to tell from their headers what the images to build will take
  public BatchPlan plan(List<BatchInput> inputs, boolean headers)
      throws IOException, InterruptedException {
    return survey.of(inputs, headers);
  }

  /// Builds what a plan says, reports every one of its images, and prunes the cache.
  public BatchSummary run(BatchPlan plan, BatchEvents events) throws InterruptedException {
    sweep();
    Tally tally = new Tally(events);
    plan.settled().forEach(report -> end(report, tally));
    List<ToBuild> builds = plan.builds();
    crew.run("batch", options.jobs(), builds.size(), i -> work(builds.get(i), tally, events));
    Pruning pruning = Pruning.of(cache, options.limits(), tally.kept());
    return tally.summary(Optional.ofNullable(halt.get()), seconds(start), pruning);
  }

  /// Reports every image of a plan that is to be built as one that is not begun.
  ///
  /// @param reason why not, in a sentence
  public BatchSummary refuse(BatchPlan plan, String reason, BatchEvents events) {
    halt(new Trouble(Reason.PREFLIGHT, reason));
    Tally tally = new Tally(events);
    plan.settled().forEach(report -> end(report, tally));
    plan.builds().forEach(image -> end(skipped(image), tally));
    return tally.summary(Optional.ofNullable(halt.get()), seconds(start), Pruning.NONE);
  }

  /// Stops the builds under way and begins no others; [#run] then returns soon.
  public void stop() {
    halt(
        new Trouble(
            Reason.INTERRUPTED, "The batch was stopped; run it again to do what is missing."));
    survey.stop();
    crew.interrupt();
  }

  @Override
  public void close() {
    tiler.close();
  }

  private void sweep() {
    try {
      cache.sweep();
    } catch (IOException e) {
      log().log(Level.WARNING, "What dead builds left behind could not be removed: " + e);
    }
  }

  private void work(ToBuild image, Tally tally, BatchEvents events) {
    if (halt.get() != null) {
      end(skipped(image), tally);
      return;
    }
    events.started(image);
    long began = System.nanoTime();
    ImageReport report;
    try {
      report = build(image, events, began);
    } catch (Throwable problem) { // one bad image never ends a batch
      report =
          Reports.failed(
              image.input(), image.sourceBytes(), explain(image, problem), seconds(began));
    }
    if (report.status() == Status.FAILED && options.failFast()) {
      halt(
          new Trouble(
              Reason.FAIL_FAST, "Not begun, because %s failed.".formatted(report.source())));
    }
    end(report, tally);
  }

  private ImageReport build(ToBuild image, BatchEvents events, long began)
      throws IOException, InterruptedException {
    Tiled tiled =
        tiler.tile(
            image.input().file(),
            demand(image),
            (stage, fraction) -> events.at(image, stage, fraction));
    try (Pyramid pyramid = tiled.pyramid()) {
      PyramidFacts facts = PyramidFacts.of(pyramid, cache);
      Optional<Trouble> damage =
          options.verify() ? Verification.of(facts.folder()) : Optional.empty();
      if (damage.isPresent()) {
        return Reports.failed(image.input(), image.sourceBytes(), damage.get(), seconds(began));
      }
      return Reports.done(
          image.input(),
          pyramid.metadata().source().size(),
          tiled.built() ? Status.BUILT : Status.CURRENT,
          facts,
          seconds(began));
    }
  }

  private Demand demand(ToBuild image) {
    Demand demand = options.demand();
    return image.damaged() ? new Demand(true, demand.exactStorage(), demand.patience()) : demand;
  }

  /// Tells an image whose own fault it is from a cache that cannot take any more.
  private Trouble explain(ToBuild image, Throwable problem) {
    Trouble trouble = Trouble.of(problem);
    Trouble halted = halt.get();
    if (halted != null && halted.reason() == Reason.INTERRUPTED) {
      return halted;
    }
    if (trouble.reason() == Reason.DEFECT) {
      log().log(Level.ERROR, "A defect came up with " + image.input().file() + ".", problem);
      return trouble;
    }
    if (!Files.isDirectory(cache.path()) || !Files.isWritable(cache.path())) {
      return ending(
          Reason.CACHE_LOST,
          "The cache folder %s has gone or may no longer be written.".formatted(cache.path()));
    }
    if (trouble.reason() == Reason.DISK_FULL || (trouble.reason() == Reason.IO && isFull())) {
      halt(
          new Trouble(
              Reason.DISK_FULL,
              "The disk of the cache folder %s is full; make room and run the batch again to do what is missing."
                  .formatted(cache.path())));
      return new Trouble(Reason.DISK_FULL, trouble.message());
    }
    return trouble;
  }

  private Trouble ending(Reason reason, String message) {
    Trouble trouble = new Trouble(reason, message);
    halt(trouble);
    return trouble;
  }

  private boolean isFull() {
    try {
      return Files.getFileStore(cache.path()).getUsableSpace() < FULL_BYTES;
    } catch (IOException e) {
      log().log(Level.DEBUG, "The room on the disk of the cache is not known.", e);
      return false;
    }
  }

  private ImageReport skipped(ToBuild image) {
    Trouble why = halt.get();
    return Reports.skipped(
        image, why == null ? new Trouble(Reason.INTERRUPTED, "It was not begun.") : why);
  }

  private void end(ImageReport report, Tally tally) {
    try {
      tally.add(report);
    } catch (IOException e) {
      halt(
          new Trouble(
              Reason.MANIFEST, "The manifest cannot be written: " + Trouble.of(e).message()));
    }
  }

  private void halt(Trouble trouble) {
    halt.compareAndSet(null, trouble);
  }

  private static double seconds(long sinceNanos) {
    return Reports.since(sinceNanos);
  }

  /// Asked for when there is something to say: to find a logger, the JVM opens every library.
  private static System.Logger log() {
    return System.getLogger(Batch.class.getName());
  }
}
