package org.visiomatic.tiler.build;

import java.io.IOException;

/// Another thread or process has been building the pyramid of an image for longer than one was
/// willing to wait.
public final class BuildBusyException extends IOException {

  private static final long serialVersionUID = 1L;

  /// @param message a finished sentence: which image and how long one has waited
  public BuildBusyException(String message) {
    super(message);
  }
}
