package org.visiomatic.serve.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/// Tells browsers which foreign pages may read our answers (Fetch standard, CORS protocol).
final class CrossOrigin {

  private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
  private static final HeaderName ALLOW_METHODS =
      HeaderNames.create("Access-Control-Allow-Methods");
  private static final HeaderName ALLOW_HEADERS =
      HeaderNames.create("Access-Control-Allow-Headers");
  private static final HeaderName EXPOSE_HEADERS =
      HeaderNames.create("Access-Control-Expose-Headers");
  private static final HeaderName MAX_AGE = HeaderNames.create("Access-Control-Max-Age");

  private final List<String> origins;

  /// @param origins who may; `*` for everybody
  CrossOrigin(List<String> origins) {
    this.origins = origins;
  }

  void mark(Visit visit, ServerResponse response) {
    if (origins.isEmpty()) {
      return;
    }
    if (origins.contains("*")) {
      allow(response, "*");
      return;
    }
    // Caches must not hand one origin's answer to another.
    response.headers().add(HeaderNames.VARY, "Origin");
    Optional<String> origin = visit.header(HeaderNames.ORIGIN);
    if (origin.isPresent() && origins.contains(origin.get())) {
      allow(response, origin.get());
    }
  }

  private static void allow(ServerResponse response, String origin) {
    response.header(ALLOW_ORIGIN, origin);
    response.header(ALLOW_METHODS, "GET, HEAD, OPTIONS");
    response.header(ALLOW_HEADERS, "Accept, If-None-Match, Prefer");
    response.header(EXPOSE_HEADERS, "ETag, Location, Retry-After, Preference-Applied");
    response.header(MAX_AGE, "86400");
  }
}
