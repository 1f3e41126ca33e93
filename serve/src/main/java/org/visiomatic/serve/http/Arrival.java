package org.visiomatic.serve.http;

import java.util.Optional;

/// How a request came here.
///
/// @param client address of the visitor
/// @param secure whether the visitor speaks HTTPS
/// @param authority the name, with a port where there is one, that the visitor calls us
/// @param prefix path under which a proxy shows us; empty when it does not say
record Arrival(String client, boolean secure, String authority, Optional<String> prefix) {

  /// Scheme and name as the visitor knows them, such as `https://myserver.com`.
  String origin() {
    return (secure ? "https://" : "http://") + authority;
  }
}
