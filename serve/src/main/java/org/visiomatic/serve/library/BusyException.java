package org.visiomatic.serve.library;

/// There is more to render than can wait in line; the visitor should try again a little later.
public final class BusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BusyException(String message) {
    super(message);
  }

  BusyException(Throwable cause) {
    super("More pictures are asked for than the server can make; try again in a second.", cause);
  }
}
