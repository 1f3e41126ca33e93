package org.visiomatic.tiler.archive;

import java.io.IOException;

/// An archive that is not taken; the message is a finished sentence that says why.
public final class BadArchiveException extends IOException {

  private static final long serialVersionUID = 1L;

  public BadArchiveException(String message) {
    super(message);
  }

  public BadArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
