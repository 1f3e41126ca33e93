package org.visiomatic.serve.http;

import io.helidon.webserver.http.ServerRequest;
import org.visiomatic.serve.ops.Request;

/// Where requests are written down when they have been answered.
@FunctionalInterface
interface RequestLog {

  /// Keeps nothing.
  RequestLog NONE = (request, asked, status, bytes, nanos) -> {};

  /// @param asked who asked
  /// @param status as metrics count it, so that visitors who left before the answer have one of
  ///   their own
  /// @param bytes how many were written
  /// @param nanos how long it took
  void answered(ServerRequest request, Request asked, int status, long bytes, long nanos);
}
