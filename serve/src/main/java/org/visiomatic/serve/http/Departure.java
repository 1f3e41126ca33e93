package org.visiomatic.serve.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Tells visitors who hang up from defects: the first are their own affair, and nothing to write
/// about in the log.
final class Departure {

  private Departure() {}

  /// Whether a problem on a connection has come of its end.
  ///
  /// @param problem null for none
  static boolean isCauseOf(@Nullable Throwable problem) {
    // Threads of connections are interrupted when visitors hold them up, and at the end.
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || cause instanceof InterruptedException
          || cause instanceof CloseConnectionException
          || cause instanceof DataReader.InsufficientDataAvailableException) {
        return true;
      }
    }
    return false;
  }
}
