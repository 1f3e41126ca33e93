package org.visiomatic.tiler.batch;

import java.util.Optional;

/// Makes the reports of images.
final class Reports {

  private Reports() {}

  /// Of an image that has its pyramid.
  static ImageReport done(
      BatchInput.Image image,
      long sourceBytes,
      Status status,
      PyramidFacts pyramid,
      double seconds) {
    return new ImageReport(
        image.given(),
        image.file().toString(),
        sourceBytes,
        status,
        Optional.empty(),
        Optional.of(pyramid),
        seconds);
  }

  /// Of one that has none: a fault of its own is a failure, anything else leaves it for later. That
  /// a file among many holds no image is no fault, unless somebody has asked for this very file.
  static ImageReport failed(
      BatchInput.Image image, long sourceBytes, Trouble trouble, double seconds) {
    return of(image, sourceBytes, statusOf(image, trouble.reason()), trouble, seconds);
  }

  /// How an image ends that has no pyramid.
  static Status statusOf(BatchInput.Image image, Reason reason) {
    return switch (reason) {
      case BUSY, INTERRUPTED, FAIL_FAST, PREFLIGHT -> Status.SKIPPED;
      case NO_IMAGE -> image.named() ? Status.FAILED : Status.SKIPPED;
      case MISSING, UNREADABLE, PERMISSION, CHANGED, DISK_FULL, CACHE_LOST -> Status.FAILED;
      case MANIFEST, DAMAGED, IO, DEFECT -> Status.FAILED;
    };
  }

  /// Of one that was not begun.
  static ImageReport skipped(PlannedImage.ToBuild image, Trouble trouble) {
    return of(image.input(), image.sourceBytes(), Status.SKIPPED, trouble, 0);
  }

  private static ImageReport of(
      BatchInput.Image image, long sourceBytes, Status status, Trouble trouble, double seconds) {
    return new ImageReport(
        image.given(),
        image.file().toString(),
        sourceBytes,
        status,
        Optional.of(trouble),
        Optional.empty(),
        seconds);
  }

  static double since(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
