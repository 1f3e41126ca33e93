package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.visiomatic.serve.library.ImageUnavailableException.Reason;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;
import org.visiomatic.tiler.batch.Trouble;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// The openings of images that are under way: first a look for a pyramid that is there already,
/// then a build in line. However many ask for an image, it is opened and built once. A build runs
/// on its own thread and goes on when the visitor who caused it has left. Safe for use by many
/// threads.
final class Openings implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  /// Builds that may wait for their turn.
  private static final int BUILD_LINE = 256;

  /// How long stopping waits for builds to clean up behind them.
  private static final Duration CLEANING = Duration.ofSeconds(5);

  /// How long a failure is remembered, so that a page full of tiles does not try hundreds of times.
  private static final Duration FAILURE_MEMORY = Duration.ofSeconds(3);

  private final DataFolder data;
  private final PyramidSource pyramids;
  private final Shelf shelf;
  private final Cache<Path, Build> failures;
  private final Map<Path, Build> builds = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor builders;
  private final RecentMean buildTimes = new RecentMean();
  private final long maxBuildPixels;
  private final Telemetry telemetry;
  private final Ticker ticker;
  private volatile boolean closed;

  /// @param shelf where to put what is open
  /// @param maxBuilds how many pyramids are built at the same time; the next ones wait in line
  /// @param maxBuildPixels how many pixels a pyramid that is built may have
  Openings(
      DataFolder data,
      PyramidSource pyramids,
      Shelf shelf,
      int maxBuilds,
      long maxBuildPixels,
      Telemetry telemetry,
      Ticker ticker) {
    this.data = data;
    this.pyramids = pyramids;
    this.shelf = shelf;
    this.maxBuildPixels = maxBuildPixels;
    this.telemetry = telemetry;
    this.ticker = ticker;
    builders =
        new ThreadPoolExecutor(
            maxBuilds,
            maxBuilds,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(BUILD_LINE),
            Thread.ofPlatform().name("visiomatic-build-", 0).daemon().factory());
    failures =
        Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(FAILURE_MEMORY)
            .ticker(ticker)
            .build();
  }

  /// The opening of a file, begun when there is none yet. One that has failed just now is not begun
  /// again.
  Build of(Path file) throws ImageUnavailableException {
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

  /// How the openings stand that are under way and in line.
  List<BuildStatus> underWay() {
    List<BuildStatus> all = new ArrayList<>();
    builds.forEach((file, build) -> all.add(build.status().named(data.nameOf(file))));
    return all;
  }

  /// The next to ask for a file tries again, whatever went wrong before.
  void forgetFailure(Path file) {
    failures.invalidate(file);
  }

  /// Stops builds; whoever waits for one is told so.
  @Override
  public void close() {
    closed = true;
    builders.shutdownNow().forEach(waiting -> telemetry.builds().dequeued());
    builds.values().forEach(build -> build.fail(stopping()));
    awaitBuilders();
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

  private Build start(Path file) {
    Build build = new Build(file, data.nameOf(file), maxBuildPixels, telemetry.builds(), ticker);
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
    // First on the shelf, then off the list of builds: whoever comes between finds it on the shelf.
    SharedImage shared = shelf.put(build.file(), stamp, image);
    if (closed) {
      fail(build, stopping());
      return;
    }
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
