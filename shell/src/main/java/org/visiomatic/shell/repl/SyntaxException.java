package org.visiomatic.shell.repl;

/// A line cannot be read; the message is a finished sentence.
public final class SyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  SyntaxException(String message) {
    super(message);
  }
}
