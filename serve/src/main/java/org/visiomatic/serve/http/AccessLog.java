package org.visiomatic.serve.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.lang.System.Logger.Level;

/// One line per request: visitor, request line, status, bytes, milliseconds, browser.
final class AccessLog implements Filter {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve.access");

  private final Proxies proxies;

  AccessLog(Proxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    long start = System.nanoTime();
    try {
      chain.proceed();
    } finally {
      String query = request.prologue().query().rawValue();
      String line =
          "%s \"%s %s%s\" %d %d %.1f ms \"%s\""
              .formatted(
                  proxies.arrival(request).client(),
                  request.prologue().method().text(),
                  request.prologue().uriPath().rawPath(),
                  query.isEmpty() ? "" : "?" + query,
                  response.status().code(),
                  response.bytesWritten(),
                  (System.nanoTime() - start) / 1e6,
                  request.headers().first(HeaderNames.USER_AGENT).orElse("-"));
      // Nothing that a visitor sends may begin a line of its own.
      LOG.log(Level.INFO, () -> line.replaceAll("\\p{Cntrl}", "?"));
    }
  }
}
