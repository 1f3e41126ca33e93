package org.visiomatic.serve.library;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.ops.CacheCounts;
import org.visiomatic.tiler.pyramid.SourceStamp;

/// The images that are open, bounded in number. One that falls out is closed when its last loan is
/// given back. A file that changes is noticed within a second. Safe for use by many threads.
final class Shelf implements AutoCloseable {

  /// How long an image is shown before its file is looked at again.
  static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  private final Ticker ticker;
  private final CacheCounts counts;
  private final Cache<Path, SharedImage> images;
  private volatile boolean closed;

  /// @param room how many images are kept open without being lent
  /// @param counts is told what comes in and goes out
  Shelf(int room, Ticker ticker, CacheCounts counts) {
    this.ticker = ticker;
    this.counts = counts;
    images =
        Caffeine.newBuilder()
            .maximumSize(room)
            .executor(Runnable::run)
            .removalListener(
                (@Nullable Path file, @Nullable SharedImage image, RemovalCause cause) -> {
                  if (image != null) {
                    counts.leave(image.bytes(), cause.wasEvicted());
                    image.giveBack();
                  }
                })
            .build();
  }

  /// The image of a file; null when it is not open, or the file is another one by now.
  @Nullable SharedImage get(Path file) {
    SharedImage image = images.getIfPresent(file);
    if (image != null && !image.isCurrent(ticker.read(), CHECK_INTERVAL_NANOS)) {
      images.asMap().remove(file, image);
      return null;
    }
    return image;
  }

  /// Takes over an image that was just opened.
  ///
  /// @param stamp of the file before it was opened
  SharedImage put(Path file, SourceStamp stamp, ServedImage image) {
    SharedImage shared = new SharedImage(file, stamp, image, ticker.read());
    counts.enter(shared.bytes());
    images.put(file, shared);
    if (closed) {
      images.asMap().remove(file, shared);
    }
    return shared;
  }

  /// Puts an image away; whoever has it on loan keeps it until the loan is closed.
  Optional<SharedImage> remove(Path file) {
    return Optional.ofNullable(images.asMap().remove(file));
  }

  /// Shows all images.
  void forEach(BiConsumer<Path, SharedImage> action) {
    images.asMap().forEach(action);
  }

  /// Puts all images away; what comes later is put away at once.
  @Override
  public void close() {
    closed = true;
    images.invalidateAll();
    images.cleanUp();
  }
}
