package org.visiomatic.tiler.encode;

/// The native codec library cannot be used here. The message is a sentence that says why and what
/// would help.
final class MissingCodecException extends Exception {

  private static final long serialVersionUID = 1;

  MissingCodecException(String message) {
    super(message);
  }

  MissingCodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
