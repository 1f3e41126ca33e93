package org.visiomatic.shell;

import java.io.IOException;

/// The image that the user named is not there or cannot be read; the message is a finished
/// sentence.
final class InputException extends IOException {

  private static final long serialVersionUID = 1L;

  InputException(String message, Throwable cause) {
    super(message, cause);
  }

  InputException(String message) {
    super(message);
  }
}
