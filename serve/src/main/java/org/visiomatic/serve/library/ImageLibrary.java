package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.visiomatic.serve.library.ImageUnavailableException.Reason;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;

/// Lends open images by name, opening or building their pyramids first where needed. Safe for use
/// by many threads.
///
/// However many ask for an image, it is opened and built once, by [Openings]; so many open images
/// as there is room for stay on a [Shelf].
public final class ImageLibrary implements AutoCloseable {

  /// How often a visitor tries again when an image falls out between opening and lending.
  private static final int ATTEMPTS = 8;

  private final DataFolder data;
  private final PyramidSource pyramids;
  private final Shelf shelf;
  private final Openings openings;
  private final Telemetry telemetry;
  private final AtomicBoolean closed = new AtomicBoolean();

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
    this.telemetry = telemetry;
    shelf = new Shelf(maxOpen, ticker, telemetry.pyramids());
    openings = new Openings(data, pyramids, shelf, maxBuilds, maxBuildPixels, telemetry, ticker);
  }

  /// The name of the only image, in a library of one.
  public Optional<String> onlyName() {
    return data.onlyName();
  }

  /// Makes sure that a name stands for a file that may be served.
  public void check(String name) throws ImageUnavailableException {
    data.locate(name);
  }

  /// Lends a whole image, waiting for its build where there is no pyramid yet.
  public Loan borrow(String name) throws ImageUnavailableException, InterruptedException {
    return borrow(name, overview -> false);
  }

  /// Lends an image, or its overview while it is being built.
  ///
  /// @param suffices whether an overview is enough for what is wanted; where it is not, the end of
  ///   the build is waited for
  public Loan borrow(String name, Predicate<ServedImage> suffices)
      throws ImageUnavailableException, InterruptedException {
    Path file = data.locate(name);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      SharedImage image = shelf.get(file);
      if (image == null) {
        image = openings.of(file).await(suffices);
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
    return shelf.get(file) != null || openings.of(file).isQuick();
  }

  /// How an image stands; starts its build when it has no pyramid yet.
  public BuildStatus status(String name) throws ImageUnavailableException, InterruptedException {
    return statusAfter(name, Duration.ZERO);
  }

  /// How an image stands after at most that time, or earlier when it is ready or has failed.
  public BuildStatus statusAfter(String name, Duration atMost)
      throws ImageUnavailableException, InterruptedException {
    Path file = data.locate(name);
    SharedImage image = shelf.get(file);
    if (image != null) {
      return BuildStatus.ready(name, image.image().pixels().geometry().levels());
    }
    Build build = openings.of(file);
    build.isQuick();
    build.await(atMost);
    return build.status().named(name);
  }

  /// Stops builds and closes what is not lent. Loans stay good until they are given back.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      openings.close();
      shelf.close();
      pyramids.close();
    }
  }

  /// The images that are open, the least recently used first.
  public List<OpenImage> open() {
    List<OpenImage> images = new ArrayList<>();
    shelf.forEach((file, image) -> images.add(image.describe(data.nameOf(file))));
    images.sort(Comparator.comparing(OpenImage::lastUse));
    return images;
  }

  /// The builds under way and in line.
  public List<BuildStatus> building() {
    return openings.underWay();
  }

  /// Puts an image away; whoever has it on loan keeps it until the loan is closed.
  ///
  /// @return what it was; empty when it was not open
  public Optional<OpenImage> evict(String name) throws ImageUnavailableException {
    Path file = data.locate(name);
    openings.forgetFailure(file);
    return shelf.remove(file).map(shared -> shared.describe(data.nameOf(file)));
  }

  /// Puts all images away, those too whose files are gone; whoever has one on loan keeps it until
  /// the loan is closed.
  ///
  /// @return what they were
  public List<OpenImage> evictAll() {
    List<OpenImage> evicted = new ArrayList<>();
    shelf.forEach(
        (file, image) ->
            shelf
                .remove(file)
                .ifPresent(shared -> evicted.add(shared.describe(data.nameOf(file)))));
    return evicted;
  }
}
