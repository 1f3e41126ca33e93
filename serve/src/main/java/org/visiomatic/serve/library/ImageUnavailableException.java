package org.visiomatic.serve.library;

import java.time.Duration;

/// An image cannot be lent. The message is a finished sentence that may be shown to anybody: it
/// names no path outside of the data folder.
public final class ImageUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  /// Why not.
  public enum Reason {
    /// There is no such image, or it may not be seen.
    MISSING,
    /// The file is there but holds no image that we can read.
    UNREADABLE,
    /// The server failed: damaged cache, defect.
    BROKEN,
    /// The disk of the cache is full.
    FULL,
    /// The pyramid would be larger than a request may cause to be built.
    TOO_LARGE,
    /// Not now: the server stops or is too busy.
    BUSY
  }

  private final Reason reason;
  private final Duration work;

  /// @param message a finished sentence
  public ImageUnavailableException(Reason reason, String message) {
    this(reason, message, Duration.ZERO);
  }

  /// @param message a finished sentence
  /// @param work how long what comes before the image takes
  ImageUnavailableException(Reason reason, String message, Duration work) {
    super(message);
    this.reason = reason;
    this.work = work;
  }

  /// Why not.
  public Reason reason() {
    return reason;
  }

  /// How long what comes before the image takes; zero when nothing does, or it is not known.
  public Duration work() {
    return work;
  }
}
