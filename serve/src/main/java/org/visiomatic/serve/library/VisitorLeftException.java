package org.visiomatic.serve.library;

/// Whoever asked has closed the connection while waiting; there is nobody to answer.
public final class VisitorLeftException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  VisitorLeftException() {
    super("The visitor has left before the answer was there.");
  }
}
