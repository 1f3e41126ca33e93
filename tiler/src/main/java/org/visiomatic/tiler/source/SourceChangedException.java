package org.visiomatic.tiler.source;

/// A source file that other programs keep changing while it is read; later it may be complete.
public final class SourceChangedException extends UnreadableSourceException {

  private static final long serialVersionUID = 1L;

  /// @param message a finished sentence: which file and how often it was tried
  public SourceChangedException(String message) {
    super(message);
  }
}
