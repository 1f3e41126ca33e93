package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.visiomatic.tiler.build.Overview;

/// What can be seen of an image while it is being built: nothing at first, then its overview, until
/// the file is another one or the build has ended. Safe for use by many threads.
final class Sight {

  private final Path file;
  private final Ticker ticker;
  private CompletableFuture<Optional<SharedImage>> shown = new CompletableFuture<>();
  private boolean ended;

  Sight(Path file, Ticker ticker) {
    this.file = file;
    this.ticker = ticker;
  }

  /// Shows an overview, in place of an earlier one.
  synchronized void show(Overview overview) {
    if (!ended) {
      ServedImage image = new OverviewImage(overview);
      put(Optional.of(new SharedImage(file, overview.metadata().source(), image, ticker.read())));
    }
  }

  /// Shows nothing any more; those who wait are told so.
  synchronized void end() {
    ended = true;
    put(Optional.empty());
  }

  private void put(Optional<SharedImage> next) {
    if (!shown.complete(next)) {
      shown = CompletableFuture.completedFuture(next);
    }
  }

  /// The overview of the file as it is, or the wait for it; nothing at the end of the build.
  synchronized CompletableFuture<Optional<SharedImage>> overview() {
    boolean outdated =
        shown.getNow(Optional.empty()).filter(image -> !isCurrent(image)).isPresent();
    if (outdated) {
      shown = new CompletableFuture<>();
    }
    return shown;
  }

  private boolean isCurrent(SharedImage image) {
    return image.isCurrent(ticker.read(), Shelf.CHECK_INTERVAL_NANOS);
  }

  /// How many resolutions there are to be seen.
  int resolutions() {
    return overview()
        .getNow(Optional.empty())
        .map(SharedImage::image)
        .map(image -> image.pixels().geometry().levels() - image.finest())
        .orElse(0);
  }
}
