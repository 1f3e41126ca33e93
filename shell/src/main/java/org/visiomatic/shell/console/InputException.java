package org.visiomatic.shell.console;

import java.io.IOException;

/// The image that the user named is not there or cannot be read; the message is a finished
/// sentence.
public final class InputException extends IOException {

  private static final long serialVersionUID = 1L;

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  public InputException(String message) {
    super(message);
  }
}
