package org.visiomatic.tiler.source;

import java.io.IOException;

/// A source file that cannot be read as an image: not FITS, truncated, without image,
/// contradictory.
public sealed class UnreadableSourceException extends IOException
    permits NoImageException, SourceChangedException {

  private static final long serialVersionUID = 1L;

  /// @param message a finished sentence: which file, where, what was found, what was expected
  public UnreadableSourceException(String message) {
    super(message);
  }

  /// @param message a finished sentence: which file, where, what was found, what was expected
  /// @param cause what went wrong below
  public UnreadableSourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
