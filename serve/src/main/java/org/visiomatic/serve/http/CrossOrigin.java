package org.visiomatic.serve.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells browsers which foreign pages may read our answers (Fetch standard, CORS protocol). Cookies
/// and passwords never go along: nothing here depends on them.
final class CrossOrigin {

  private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
  private static final HeaderName TIMING_ORIGIN = HeaderNames.create("Timing-Allow-Origin");
  private static final HeaderName REQUEST_METHOD =
      HeaderNames.create("Access-Control-Request-Method");

  private static final Header EVERYBODY = HeaderValues.createCached(ALLOW_ORIGIN, "*");
  private static final Header TIMING_FOR_EVERYBODY = HeaderValues.createCached(TIMING_ORIGIN, "*");
  private static final Header METHODS =
      HeaderValues.createCached("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
  private static final Header HEADERS =
      HeaderValues.createCached(
          "Access-Control-Allow-Headers",
          "Accept, Cache-Control, Content-Type, If-Modified-Since, If-None-Match, If-Range, "
              + "Prefer, Range");
  private static final Header EXPOSED =
      HeaderValues.createCached(
          "Access-Control-Expose-Headers",
          "Accept-Ranges, Content-Range, ETag, Location, Preference-Applied, Retry-After, "
              + "Server-Timing");
  private static final Header A_DAY = HeaderValues.createCached("Access-Control-Max-Age", "86400");

  private final Set<String> origins;
  private final boolean everybody;

  /// @param origins who may; `*` for everybody
  CrossOrigin(List<String> origins) {
    this.origins = Set.copyOf(origins);
    this.everybody = origins.contains("*");
  }

  void mark(Visit visit, ServerResponse response) {
    if (origins.isEmpty()) {
      return;
    }
    if (!everybody) {
      // Caches must not hand one origin's answer to another.
      response.headers().add(HeaderNames.VARY, "Origin");
    }
    Optional<String> origin = visit.header(HeaderNames.ORIGIN);
    if (everybody) {
      response.header(EVERYBODY);
      response.header(TIMING_FOR_EVERYBODY);
    } else if (origin.isPresent() && origins.contains(origin.get())) {
      response.header(ALLOW_ORIGIN, origin.get());
      response.header(TIMING_ORIGIN, origin.get());
    } else {
      return;
    }
    if (visit.method().equals("OPTIONS") && visit.header(REQUEST_METHOD).isPresent()) {
      response.header(METHODS);
      response.header(HEADERS);
      response.header(A_DAY);
    } else {
      response.header(EXPOSED);
    }
  }
}
