package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.library.BuildStatus.State;
import org.visiomatic.serve.library.ImageUnavailableException.Reason;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;
import org.visiomatic.tiler.batch.Trouble;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Lends open images by name, opening or building their pyramids first where needed. Safe for use
/// by many threads.
///
/// However many ask for an image, it is opened and built once. A build runs on its own thread and
/// goes on when the visitor who caused it has left. Open images are bounded in number; one that
/// falls out is closed when its last loan is given back. A file that changes is noticed within a
/// second.
public final class ImageLibrary implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  /// Builds that may wait for their turn.
  private static final int BUILD_LINE = 256;

  /// How long stopping waits for builds to clean up behind them.
  private static final Duration CLEANING = Duration.ofSeconds(5);

  /// How long a failure is remembered, so that a page full of tiles does not try hundreds of times.
  private static final Duration FAILURE_MEMORY = Duration.ofSeconds(3);

  private static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  /// How often a visitor tries again when an image falls out between opening and lending.
  private static final int ATTEMPTS = 8;

  private final DataFolder data;
  private final PyramidSource pyramids;
  private final Ticker ticker;
  private final Cache<Path, SharedImage> shelf;
  private final Cache<Path, Build> failures;
  private final Map<Path, Build> builds = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor builders;
  private final RecentMean buildTimes = new RecentMean();
  private final long maxBuildPixels;
  private final Telemetry telemetry;
  private volatile boolean closed;

  /// @param pyramids closed together with the library
  /// @param maxOpen how many images are kept open without being lent
  /// @param maxBuilds how many pyramids are built at the same time; the next ones wait in line
  /// @param maxBuildPixels how many pixels a pyramid that is built may have
  /// @param telemetry is told of look-ups and builds
  public ImageLibrary(
      DataFolder data,
      PyramidSource pyramids,
      int maxOpen,
      int maxBuilds,
      long maxBuildPixels,
      Telemetry telemetry) {
    this(data, pyramids, maxOpen, maxBuilds, maxBuildPixels, telemetry, Ticker.systemTicker());
  }

  ImageLibrary(
      DataFolder data,
      PyramidSource pyramids,
      int maxOpen,
      int maxBuilds,
      long maxBuildPixels,
      Telemetry telemetry,
      Ticker ticker) {
    this.data = data;
    this.pyramids = pyramids;
    this.ticker = ticker;
    this.maxBuildPixels = maxBuildPixels;
    this.telemetry = telemetry;
    this.builders =
        new ThreadPoolExecutor(
            maxBuilds,
            maxBuilds,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(BUILD_LINE),
            Thread.ofPlatform().name("visiomatic-build-", 0).daemon().factory());
    this.shelf =
        Caffeine.newBuilder()
            .maximumSize(maxOpen)
            .executor(Runnable::run)
            .removalListener(
                (@Nullable Path file, @Nullable SharedImage image, RemovalCause cause) -> {
                  if (image != null) {
                    telemetry.pyramids().leave(image.bytes(), cause.wasEvicted());
                    image.giveBack();
                  }
                })
            .build();
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(FAILURE_MEMORY)
            .ticker(ticker)
            .build();
  }

  /// The name of the only image, in a library of one.
  public Optional<String> onlyName() {
    return data.onlyName();
  }

  /// Makes sure that a name stands for a file that may be served.
  public void check(String name) throws ImageUnavailableException {
    data.locate(name);
  }

  /// Lends an image, waiting for its build where there is no pyramid yet.
  public Loan borrow(String name) throws ImageUnavailableException, InterruptedException {
    Path file = data.locate(name);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      SharedImage image = onShelf(file);
      if (image == null) {
        image = opening(file).await();
      } else {
        telemetry.pyramids().hit();
      }
      Optional<Loan> loan = image.lend();
      if (loan.isPresent()) {
        return loan.get();
      }
    }
    telemetry.refused(Refusal.OPEN_IMAGES);
    throw new ImageUnavailableException(
        Reason.BUSY,
        "More images are asked for at once than may be open; try again, or raise max_open_files.");
  }

  /// Whether an image can be lent without a build. Starts the build when it cannot.
  public boolean isReady(String name) throws ImageUnavailableException, InterruptedException {
    Path file = data.locate(name);
    return onShelf(file) != null || opening(file).isQuick();
  }

  /// How an image stands; starts its build when it has no pyramid yet.
  public BuildStatus status(String name) throws ImageUnavailableException, InterruptedException {
    return statusAfter(name, Duration.ZERO);
  }

  /// How an image stands after at most that time, or earlier when it is ready or has failed.
  public BuildStatus statusAfter(String name, Duration atMost)
      throws ImageUnavailableException, InterruptedException {
    Path file = data.locate(name);
    if (onShelf(file) != null) {
      return new BuildStatus(name, State.READY, 1, "", "");
    }
    Build build = opening(file);
    build.isQuick();
    build.await(atMost);
    return build.status().named(name);
  }

  /// Stops builds and closes what is not lent. Loans stay good until they are given back.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    builders.shutdownNow().forEach(waiting -> telemetry.builds().dequeued());
    builds.values().forEach(build -> build.fail(stopping()));
    awaitBuilders();
    shelf.invalidateAll();
    shelf.cleanUp();
    pyramids.close();
  }

  /// Gives interrupted builds the time to remove what they have written so far.
  private void awaitBuilders() {
    try {
      if (!builders.awaitTermination(CLEANING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "A build did not end in time; the next start removes what it left.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable SharedImage onShelf(Path file) {
    SharedImage image = shelf.getIfPresent(file);
    if (image != null && !image.isCurrent(ticker.read(), CHECK_INTERVAL_NANOS)) {
      shelf.asMap().remove(file, image);
      return null;
    }
    return image;
  }

  private Build opening(Path file) throws ImageUnavailableException {
    Build failed = failures.getIfPresent(file);
    if (failed != null) {
      return failed;
    }
    if (closed) {
      telemetry.refused(Refusal.STOPPING);
      throw stopping();
    }
    Build begun = builds.get(file);
    if (begun != null) {
      telemetry.pyramids().coalesce();
      return begun;
    }
    telemetry.pyramids().miss();
    return builds.computeIfAbsent(file, this::start);
  }

  /// The images that are open, the least recently used first.
  public List<OpenImage> open() {
    List<OpenImage> images = new ArrayList<>();
    shelf.asMap().forEach((file, image) -> images.add(image.describe(data.nameOf(file))));
    images.sort(Comparator.comparing(OpenImage::lastUse));
    return images;
  }

  /// The builds under way and in line.
  public List<BuildStatus> building() {
    List<BuildStatus> all = new ArrayList<>();
    builds.forEach((file, build) -> all.add(build.status().named(data.nameOf(file))));
    return all;
  }

  /// Puts an image away; whoever has it on loan keeps it until the loan is closed.
  ///
  /// @return what it was; empty when it was not open
  public Optional<OpenImage> evict(String name) throws ImageUnavailableException {
    Path file = data.locate(name);
    failures.invalidate(file);
    SharedImage image = shelf.asMap().remove(file);
    return Optional.ofNullable(image).map(shared -> shared.describe(data.nameOf(file)));
  }

  private Build start(Path file) {
    Build build = new Build(file, data.nameOf(file), maxBuildPixels, telemetry.builds());
    Thread.ofVirtual().name("visiomatic-open").start(() -> find(build));
    return build;
  }

  private void find(Build build) {
    try {
      SourceStamp stamp = SourceStamp.of(build.file());
      Optional<ServedImage> image = pyramids.find(build.file());
      if (image.isPresent()) {
        finish(build, stamp, image.get());
      } else {
        telemetry.builds().queued();
        builders.execute(() -> make(build));
        build.notFound();
      }
    } catch (RejectedExecutionException e) {
      telemetry.builds().dequeued();
      fail(build, noRoom());
    } catch (IOException | RuntimeException | Error e) {
      fail(build, explain(build, e));
    }
  }

  private ImageUnavailableException noRoom() {
    telemetry.refused(closed ? Refusal.STOPPING : Refusal.BUILD_QUEUE);
    return closed
        ? stopping()
        : new ImageUnavailableException(
            Reason.BUSY,
            "More images are waiting to be prepared than the server can hold in line; try again later.",
            buildTimes.of(builders.getQueue().size(), builders.getCorePoolSize()));
  }

  private static ImageUnavailableException stopping() {
    return new ImageUnavailableException(Reason.BUSY, "The server is being stopped.");
  }

  private void make(Build build) {
    try {
      SourceStamp stamp = SourceStamp.of(build.file());
      ServedImage image = pyramids.build(build.file(), build);
      build.end(true).ifPresent(taken -> tell(build, taken));
      finish(build, stamp, image);
    } catch (InterruptedException e) {
      build.end(false);
      fail(build, stopping());
    } catch (IOException | RuntimeException | Error e) {
      // Errors too, such as that of a mapped file which was cut short: somebody waits for this.
      build.end(false);
      fail(build, explain(build, e));
    }
  }

  private void tell(Build build, Duration taken) {
    buildTimes.add(taken.toNanos());
    LOG.log(Level.INFO, "Built the pyramid of {0} in {1} s.", build.file(), taken.toMillis() / 1e3);
  }

  private void finish(Build build, SourceStamp stamp, ServedImage image) {
    SharedImage shared = new SharedImage(build.file(), stamp, image, ticker.read());
    if (closed) {
      shared.giveBack();
      fail(build, stopping());
      return;
    }
    // First on the shelf, then off the list of builds: whoever comes between finds it on the shelf.
    telemetry.pyramids().enter(shared.bytes());
    shelf.put(build.file(), shared);
    builds.remove(build.file(), build);
    build.succeed(shared);
  }

  private void fail(Build build, ImageUnavailableException reason) {
    if (reason.reason() != Reason.BUSY) {
      failures.put(build.file(), build);
    }
    builds.remove(build.file(), build);
    build.fail(reason);
  }

  private ImageUnavailableException explain(Build build, Throwable problem) {
    if (problem instanceof UnreadableSourceException unreadable) {
      LOG.log(Level.INFO, "Refused {0}: {1}", build.file(), unreadable.getMessage());
      return new ImageUnavailableException(
          Reason.UNREADABLE, data.withoutPaths(String.valueOf(unreadable.getMessage())));
    }
    if (problem instanceof OversizedPyramidException oversized) {
      telemetry.refused(Refusal.BUILD_SIZE);
      return new ImageUnavailableException(
          Reason.TOO_LARGE, String.valueOf(oversized.getMessage()));
    }
    String what = "The pyramid of " + build.file() + " could not be made";
    if (problem instanceof IOException) {
      // A full disk or a folder that may not be written: the sentence says it all.
      Trouble trouble = Trouble.of(problem);
      LOG.log(Level.ERROR, what + ": " + trouble.message());
      if (trouble.reason() == org.visiomatic.tiler.batch.Reason.DISK_FULL) {
        return new ImageUnavailableException(
            Reason.FULL,
            "The image could not be prepared because the disk of the server is full; try again when there is room.");
      }
    } else {
      LOG.log(Level.ERROR, what + ".", problem);
    }
    return new ImageUnavailableException(
        Reason.BROKEN,
        "The image could not be prepared because of a problem of the server; its log says more.");
  }
}
