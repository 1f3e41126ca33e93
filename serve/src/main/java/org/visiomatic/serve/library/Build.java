package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.visiomatic.serve.library.BuildStatus.State;
import org.visiomatic.serve.ops.BuildCounts;
import org.visiomatic.tiler.build.Overview;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// The opening of one image, however many wait for it: first a look for a pyramid that is there
/// already, then, if there is none, a build. A build of a large image shows an overview on the way.
final class Build implements TilingProgress {

  /// Pixels of an image that takes long enough to build for an overview to be worth its while.
  private static final long LONG_BUILD = 1L << 26;

  private final Path file;
  private final String name;
  private final long maxPixels;
  private final CompletableFuture<Boolean> found = new CompletableFuture<>();
  private final CompletableFuture<SharedImage> result = new CompletableFuture<>();

  private final BuildCounts counts;
  private final Sight sight;
  private volatile BuildStatus status = new BuildStatus("", State.QUEUED, 0, "queued", 0, "");

  /// When pixels began to be read; 0 as long as it waits, be it for another process.
  private long begunNanos;

  private boolean ended;

  /// @param name of the image, as visitors know it
  /// @param maxPixels how many pixels its pyramid may have if it has to be built
  /// @param counts is told when it waits, begins and ends
  Build(Path file, String name, long maxPixels, BuildCounts counts, Ticker ticker) {
    this.file = file;
    this.name = name;
    this.maxPixels = maxPixels;
    this.counts = counts;
    this.sight = new Sight(file, ticker);
  }

  Path file() {
    return file;
  }

  BuildStatus status() {
    BuildStatus told = status;
    return told.isFinal() ? told : told.showing(sight.resolutions());
  }

  @Override
  public void planned(PyramidGeometry geometry) throws OversizedPyramidException {
    if (geometry.pixels() > maxPixels) {
      throw new OversizedPyramidException(name, geometry.pixels(), maxPixels);
    }
  }

  @Override
  public boolean wantsOverview(PyramidGeometry geometry) {
    return geometry.pixels(0) >= LONG_BUILD;
  }

  @Override
  public void overview(Overview overview) {
    sight.show(overview);
  }

  @Override
  public synchronized void at(Stage stage, double fraction) {
    if (stage != Stage.WAITING) {
      begin();
    }
    // A late report must not hide that the build is over.
    if (!result.isDone()) {
      status =
          new BuildStatus(
              "", State.BUILDING, fraction, stage.name().toLowerCase(Locale.ROOT), 0, "");
    }
  }

  private void begin() {
    if (begunNanos == 0) {
      begunNanos = System.nanoTime();
      counts.dequeued();
      counts.begin();
    }
  }

  /// The work has ended; what is said after the first time does not count.
  ///
  /// @return how long it took; nothing when another process had built the pyramid meanwhile
  synchronized Optional<Duration> end(boolean well) {
    if (ended) {
      return Optional.empty();
    }
    ended = true;
    if (well && begunNanos == 0) {
      counts.dequeued();
      return Optional.empty();
    }
    begin();
    long nanos = System.nanoTime() - begunNanos;
    counts.end(well, nanos);
    return Optional.of(Duration.ofNanos(nanos));
  }

  /// There is no pyramid yet; a build comes.
  void notFound() {
    found.complete(false);
  }

  synchronized void succeed(SharedImage image) {
    status = BuildStatus.ready("", image.image().pixels().geometry().levels());
    // Before the result, lest somebody who knows that is shown the overview again.
    sight.end();
    result.complete(image);
    found.complete(true);
  }

  synchronized void fail(ImageUnavailableException reason) {
    status = BuildStatus.failed("", String.valueOf(reason.getMessage()));
    sight.end();
    result.completeExceptionally(reason);
    found.complete(true);
  }

  /// Waits until it is known whether this takes long; false when a build is needed.
  boolean isQuick() throws InterruptedException {
    try {
      return found.get();
    } catch (ExecutionException e) {
      throw new CompletionException(e);
    }
  }

  /// Waits for the end, or for an overview that is enough.
  ///
  /// @param suffices whether it is; asked of overviews only
  SharedImage await(Predicate<ServedImage> suffices)
      throws ImageUnavailableException, InterruptedException {
    try {
      Optional<SharedImage> early = Visitor.await(sight.overview());
      return early.isPresent() && suffices.test(early.get().image())
          ? early.get()
          : Visitor.await(result);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ImageUnavailableException reason) {
        // A new one: each visitor's stack is its own.
        throw new ImageUnavailableException(
            reason.reason(), String.valueOf(reason.getMessage()), reason.work());
      }
      throw new CompletionException(e.getCause());
    }
  }

  /// Waits for the end, but not longer than that.
  void await(Duration atMost) throws InterruptedException {
    try {
      result.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Either way the status says how things stand.
      return;
    }
  }
}
