package org.visiomatic.tiler.build;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.visiomatic.tiler.build.TilingProgress.Stage;
import org.visiomatic.tiler.pyramid.BuildClaim;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.source.SourceChangedException;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Makes sure that an image has its pyramid. Safe for use by many threads.
public final class ImageTiler implements AutoCloseable {

  /// How long a file that has changed is left alone before the next attempt, in milliseconds.
  private static final List<Long> PAUSES = List.of(0L, 500L, 2000L);

  private final CacheFolder cache;
  private final TilingOptions options;
  private final WorkerPool workers;
  private final MemoryBudget memory;

  /// @param cache where pyramids stand
  /// @param options what they look like and what building them may cost
  public ImageTiler(CacheFolder cache, TilingOptions options) {
    this.cache = cache;
    this.options = options;
    this.workers = new WorkerPool(options.threads());
    this.memory = new MemoryBudget(options.memoryBytes());
  }

  /// Opens the pyramid of an image, building it first when there is no current one; see [#tile].
  public Pyramid open(Path source, TilingProgress progress)
      throws IOException, InterruptedException {
    return tile(source, Demand.ANY, progress).pyramid();
  }

  /// The pyramid of an image if there is a current one; takes milliseconds.
  public Optional<Pyramid> current(Path source, Demand demand) throws IOException {
    return demand.force() ? Optional.empty() : current(SourceStamp.of(source), demand);
  }

  private Optional<Pyramid> current(SourceStamp stamp, Demand demand) throws IOException {
    Optional<Pyramid> pyramid = cache.find(stamp, options.canonical());
    if (pyramid.isPresent() && demand.exactStorage() && !isStoredAsWished(pyramid.get())) {
      pyramid.get().close();
      return Optional.empty();
    }
    return pyramid;
  }

  private boolean isStoredAsWished(Pyramid pyramid) {
    return pyramid.storage().equals(options.storage());
  }

  /// Opens the pyramid of an image, building it first when there is no current one. When another
  /// thread or process builds it already, waits for that and takes its result. Interrupting the
  /// thread stops the build cleanly.
  ///
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when the file holds no image
  ///   that we can read
  /// @throws SourceChangedException when the file changed during every attempt to read it
  /// @throws BuildBusyException when another build takes longer than the patience
  public Tiled tile(Path source, Demand demand, TilingProgress progress)
      throws IOException, InterruptedException {
    SourceStamp stamp = SourceStamp.of(source);
    Optional<Pyramid> current = demand.force() ? Optional.empty() : current(stamp, demand);
    if (current.isPresent()) {
      return new Tiled(current.get(), false);
    }
    ProgressMeter meter = new ProgressMeter(progress);
    meter.begin(Stage.WAITING, 0, 0, 1);
    Path place = cache.pyramidOf(stamp, options.canonical());
    Optional<BuildClaim> free = cache.claim(place, demand.patience());
    if (free.isEmpty()) {
      throw busy(source, demand);
    }
    try (BuildClaim claim = free.get()) {
      return findOrBuild(source, demand, place, claim.staging(), meter);
    } catch (ClosedByInterruptException e) {
      // An interruption while the calling thread itself was reading or writing.
      Thread.interrupted();
      InterruptedException interruption = new InterruptedException("The build was interrupted.");
      interruption.initCause(e);
      throw interruption;
    }
  }

  private static BuildBusyException busy(Path source, Demand demand) {
    return new BuildBusyException(
        "%s is being tiled by another process, which has not ended within %d s. Try again later, or wait longer."
            .formatted(source, demand.patience().map(Duration::toSeconds).orElse(0L)));
  }

  private Tiled findOrBuild(
      Path source, Demand demand, Path place, Path staging, ProgressMeter meter)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < PAUSES.size(); attempt++) {
      Thread.sleep(PAUSES.get(attempt));
      SourceStamp stamp = SourceStamp.of(source);
      Optional<Pyramid> current = demand.force() ? Optional.empty() : current(stamp, demand);
      if (current.isPresent()) {
        return new Tiled(current.get(), false);
      }
      Build build = new Build(source, stamp, options, workers, memory, meter);
      Path folder = Files.createDirectory(staging.resolve("attempt" + attempt));
      try {
        if (build.publish(place, folder)) {
          return new Tiled(published(source, stamp, place), true);
        }
      } catch (UnreadableSourceException e) {
        // A file in the middle of being written is cut short as a rule.
        if (!build.isOutdated()) {
          throw e;
        }
      }
    }
    throw new SourceChangedException(
        "%s was changed by another program while it was read, %d times in a row. Try again when it is complete."
            .formatted(source, PAUSES.size()));
  }

  private Pyramid published(Path source, SourceStamp stamp, Path place) throws IOException {
    return cache
        .find(stamp, options.canonical())
        .orElseThrow(
            () ->
                new IOException(
                    "The pyramid %s of %s has gone right after it was built; something else removes files from the cache folder."
                        .formatted(place, source)));
  }

  /// Stops the threads that work on pixels. Builds under way fail.
  @Override
  public void close() {
    workers.close();
  }
}
