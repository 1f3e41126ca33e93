package org.visiomatic.serve.library;

import java.time.Duration;

/// There is more to render than can wait in line; the visitor should try again a little later.
public final class BusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration work;

  /// Without a stack: who is refused must cost next to nothing, and it says nothing new.
  ///
  /// @param work how long what comes before takes
  BusyException(Duration work) {
    super(
        "More pictures are asked for than the server can make; try again a little later.",
        null,
        false,
        false);
    this.work = work;
  }

  /// How long what comes before takes; zero when that is not known.
  public Duration work() {
    return work;
  }
}
