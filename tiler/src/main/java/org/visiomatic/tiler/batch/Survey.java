package org.visiomatic.tiler.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.batch.PlannedImage.Settled;
import org.visiomatic.tiler.batch.PlannedImage.ToBuild;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.SourceStamp;

/// Looks at the inputs of a batch, several at a time: which are current, and what the others will
/// take.
final class Survey {

  private final CacheFolder cache;
  private final ImageTiler tiler;
  private final TilingOptions tiling;
  private final BatchOptions options;
  private final Crew crew = new Crew();
  private final AtomicBoolean stopped = new AtomicBoolean();

  Survey(CacheFolder cache, ImageTiler tiler, TilingOptions tiling, BatchOptions options) {
    this.cache = cache;
    this.tiler = tiler;
    this.tiling = tiling;
    this.options = options;
  }

  /// Looks at every input.
  ///
  /// @param headers whether to open the files that are not current, to tell what they will take
  BatchPlan of(List<BatchInput> inputs, boolean headers) throws IOException, InterruptedException {
    @Nullable PlannedImage[] images = new PlannedImage[inputs.size()];
    Path scratch = Files.createTempDirectory("visiomatic-");
    try {
      Optional<Estimator> estimator =
          headers ? Optional.of(new Estimator(tiling, scratch)) : Optional.empty();
      crew.run(
          "survey",
          tiling.threads(),
          images.length,
          index -> images[index] = look(inputs.get(index), estimator));
    } finally {
      Files.deleteIfExists(scratch);
    }
    List<PlannedImage> seen = Arrays.stream(images).map(Objects::requireNonNull).toList();
    return new BatchPlan(seen, options.jobs(), !stopped.get());
  }

  void stop() {
    stopped.set(true);
    crew.interrupt();
  }

  private PlannedImage look(BatchInput input, Optional<Estimator> estimator) {
    long start = System.nanoTime();
    if (input instanceof BatchInput.Unusable unusable) {
      return new Settled(report(unusable));
    }
    BatchInput.Image image = (BatchInput.Image) input;
    try {
      return look(image, estimator, start);
    } catch (IOException | InterruptedException | RuntimeException | LinkageError e) {
      return new Settled(Reports.failed(image, -1, Trouble.of(e), Reports.since(start)));
    }
  }

  private PlannedImage look(BatchInput.Image image, Optional<Estimator> estimator, long start)
      throws IOException, InterruptedException {
    SourceStamp stamp = SourceStamp.of(image.file());
    if (!stopped.get()) {
      Optional<Pyramid> current = tiler.current(image.file(), options.demand());
      if (current.isPresent()) {
        try (Pyramid pyramid = current.get()) {
          PyramidFacts facts = PyramidFacts.of(pyramid, cache);
          if (options.verify() && Verification.of(facts.folder()).isPresent()) {
            return toBuild(image, stamp, true, estimator);
          }
          return new Settled(
              Reports.done(image, stamp.size(), Status.CURRENT, facts, Reports.since(start)));
        }
      }
    }
    return toBuild(image, stamp, false, estimator);
  }

  private PlannedImage toBuild(
      BatchInput.Image image, SourceStamp stamp, boolean damaged, Optional<Estimator> estimator)
      throws IOException {
    Path place = cache.pyramidOf(stamp, tiling.canonical());
    long replaced = Files.isDirectory(place) ? cache.bytes(place) : 0;
    Optional<Estimate> estimate = Optional.empty();
    Optional<Trouble> trouble = Optional.empty();
    if (estimator.isPresent() && !stopped.get()) {
      try {
        estimate = Optional.of(estimator.get().of(image.file()));
      } catch (IOException | RuntimeException | LinkageError e) {
        trouble = Optional.of(Trouble.of(e));
      }
    }
    return new ToBuild(image, stamp.size(), place, replaced, damaged, estimate, trouble);
  }

  private static ImageReport report(BatchInput.Unusable unusable) {
    return new ImageReport(
        unusable.given(),
        unusable.given(),
        -1,
        Status.FAILED,
        Optional.of(new Trouble(unusable.reason(), unusable.message())),
        Optional.empty(),
        0);
  }
}
