package org.visiomatic.serve.library;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.SourceStamp;

/// An open image that counts its users and closes itself after the last one. The library itself is
/// one of them until the image is retired.
final class SharedImage {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  private final Path file;
  private final SourceStamp stamp;
  private final ServedImage image;
  private final long bytes;
  private final AtomicInteger users = new AtomicInteger(1);
  private final AtomicLong checkedNanos;

  /// @param stamp the file as it was when the image was opened
  SharedImage(Path file, SourceStamp stamp, ServedImage image, long nowNanos) {
    this.file = file;
    this.stamp = stamp;
    this.image = image;
    this.bytes = image.bytes();
    this.checkedNanos = new AtomicLong(nowNanos);
  }

  ServedImage image() {
    return image;
  }

  /// What the pixels take.
  long bytes() {
    return bytes;
  }

  /// What an operator may want to know of it.
  ///
  /// @param name as visitors know it
  OpenImage describe(String name) {
    PyramidGeometry geometry = image.pixels().geometry();
    long idle = Math.max(0, System.nanoTime() - checkedNanos.get());
    return new OpenImage(
        name,
        image.identity(),
        geometry.width(),
        geometry.height(),
        geometry.channels(),
        geometry.levels(),
        bytes,
        // The library is one of the users.
        Math.max(0, users.get() - 1),
        Instant.now().minusNanos(idle).truncatedTo(ChronoUnit.SECONDS));
  }

  /// One more user, unless the last one has gone already.
  Optional<Loan> lend() {
    int count = users.get();
    while (count > 0) {
      if (users.compareAndSet(count, count + 1)) {
        return Optional.of(new Loan(this));
      }
      count = users.get();
    }
    return Optional.empty();
  }

  /// One user less.
  void giveBack() {
    if (users.decrementAndGet() == 0) {
      try {
        image.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, () -> "The pyramid of " + file + " could not be closed.", e);
      }
    }
  }

  /// Whether the file is still the one that was read; looked at no more than once per interval.
  boolean isCurrent(long nowNanos, long intervalNanos) {
    long checked = checkedNanos.get();
    if (nowNanos - checked < intervalNanos || !checkedNanos.compareAndSet(checked, nowNanos)) {
      return true;
    }
    try {
      return SourceStamp.of(file).equals(stamp);
    } catch (IOException gone) {
      return false;
    }
  }
}
