package org.visiomatic.serve.library;

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
    /// The server failed: full disk, damaged cache, defect.
    BROKEN,
    /// The pyramid would be larger than a request may cause to be built.
    TOO_LARGE,
    /// Not now: the server stops or is too busy.
    BUSY
  }

  private final Reason reason;

  /// @param message a finished sentence
  public ImageUnavailableException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// Why not.
  public Reason reason() {
    return reason;
  }
}
