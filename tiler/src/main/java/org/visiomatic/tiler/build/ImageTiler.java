package org.visiomatic.tiler.build;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.visiomatic.tiler.build.TilingProgress.Stage;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.CacheFolder.BuildClaim;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Makes sure that an image has its pyramid. Safe for use by many threads.
public final class ImageTiler implements AutoCloseable {

  private static final int ATTEMPTS = 2;

  private final CacheFolder cache;
  private final TilingOptions options;
  private final WorkerPool workers;

  /// @param cache where pyramids stand
  /// @param options what they look like and what building them may cost
  public ImageTiler(CacheFolder cache, TilingOptions options) {
    this.cache = cache;
    this.options = options;
    this.workers = new WorkerPool(options.threads());
  }

  /// Opens the pyramid of an image, building it first when there is no current one. When another
  /// thread or process builds it already, waits for that and takes its result. Interrupting the
  /// thread stops the build cleanly.
  ///
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when the file holds no image
  ///   that we can read, or keeps changing
  public Pyramid open(Path source, TilingProgress progress)
      throws IOException, InterruptedException {
    SourceStamp stamp = SourceStamp.of(source);
    Optional<Pyramid> current = cache.find(stamp, options.canonical());
    if (current.isPresent()) {
      return current.get();
    }
    ProgressMeter meter = new ProgressMeter(progress);
    meter.begin(Stage.WAITING, 0, 0, 1);
    Path place = cache.pyramidOf(stamp, options.canonical());
    try (BuildClaim claim = cache.claim(place)) {
      return findOrBuild(source, place, claim.staging(), meter);
    } catch (ClosedByInterruptException e) {
      // An interruption while the calling thread itself was reading or writing.
      Thread.interrupted();
      InterruptedException interruption = new InterruptedException("The build was interrupted.");
      interruption.initCause(e);
      throw interruption;
    }
  }

  private Pyramid findOrBuild(Path source, Path place, Path staging, ProgressMeter meter)
      throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      SourceStamp stamp = SourceStamp.of(source);
      Optional<Pyramid> current = cache.find(stamp, options.canonical());
      if (current.isPresent()) {
        return current.get();
      }
      Build build = new Build(source, stamp, options, workers, meter);
      try {
        if (build.publish(place, Files.createDirectory(staging.resolve("attempt" + attempt)))) {
          return Pyramid.open(place);
        }
      } catch (UnreadableSourceException e) {
        // A file in the middle of being written is cut short as a rule.
        if (attempt == ATTEMPTS || !build.isOutdated()) {
          throw e;
        }
      }
    }
    throw new UnreadableSourceException(
        "%s was changed by another program while it was read, %d times in a row. Try again when it is complete."
            .formatted(source, ATTEMPTS));
  }

  /// Stops the threads that work on pixels. Builds under way fail.
  @Override
  public void close() {
    workers.close();
  }
}
