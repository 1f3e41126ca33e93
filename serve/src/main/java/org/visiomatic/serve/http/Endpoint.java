package org.visiomatic.serve.http;

import org.visiomatic.serve.library.ImageUnavailableException;

/// What stands at an address.
interface Endpoint {

  /// Answers a request. `HEAD` is asked as if it were `GET`; its body is left out later.
  Reply reply(Visit visit) throws ImageUnavailableException, InterruptedException;
}
