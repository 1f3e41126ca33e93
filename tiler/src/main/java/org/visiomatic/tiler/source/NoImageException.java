package org.visiomatic.tiler.source;

/// A file that can be read but holds no image, such as one of tables alone.
public final class NoImageException extends UnreadableSourceException {

  private static final long serialVersionUID = 1L;

  /// @param message a finished sentence: which file and what there is in it
  public NoImageException(String message) {
    super(message);
  }
}
