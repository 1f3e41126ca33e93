package org.visiomatic.serve.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.visiomatic.serve.OperationsSettings.LogFormat;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.ops.LogLines;

/// One line per request: visitor, time, request line, status, bytes, where from, browser,
/// milliseconds.
final class AccessLog implements Filter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final LogFormat format;
  private final LogLines lines;
  private final Proxies proxies;

  /// @param proxies tell where visitors really come from
  AccessLog(LogFormat format, LogLines lines, Proxies proxies) {
    this.format = format;
    this.lines = lines;
    this.proxies = proxies;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    long start = System.nanoTime();
    try {
      chain.proceed();
    } finally {
      double millis = (System.nanoTime() - start) / 1e6;
      lines.add(
          switch (format) {
            case COMBINED -> combined(request, response, millis);
            case JSON -> json(request, response, millis);
          });
    }
  }

  private String combined(RoutingRequest request, RoutingResponse response, double millis) {
    return "%s - - [%s] \"%s %s %s\" %d %d \"%s\" \"%s\" %s"
        .formatted(
            proxies.arrival(request).client(),
            TIME.format(Instant.now()),
            quoted(request.prologue().method().text()),
            quoted(target(request)),
            protocol(request),
            response.status().code(),
            response.bytesWritten(),
            quoted(header(request, HeaderNames.REFERER)),
            quoted(header(request, HeaderNames.USER_AGENT)),
            rounded(millis));
  }

  private String json(RoutingRequest request, RoutingResponse response, double millis) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    fields.put("client", proxies.arrival(request).client());
    fields.put("method", request.prologue().method().text());
    fields.put("target", target(request));
    fields.put("protocol", protocol(request));
    fields.put("status", response.status().code());
    fields.put("bytes", response.bytesWritten());
    fields.put("referer", header(request, HeaderNames.REFERER));
    fields.put("user_agent", header(request, HeaderNames.USER_AGENT));
    fields.put("milliseconds", Double.valueOf(rounded(millis)));
    return new String(Json.bytes(fields), StandardCharsets.UTF_8);
  }

  private static String target(RoutingRequest request) {
    String query = request.prologue().query().rawValue();
    return request.prologue().uriPath().rawPath() + (query.isEmpty() ? "" : "?" + query);
  }

  private static String protocol(RoutingRequest request) {
    return request.prologue().protocol() + "/" + request.prologue().protocolVersion();
  }

  private static String header(RoutingRequest request, HeaderName name) {
    return request.headers().first(name).orElse("-");
  }

  private static String rounded(double millis) {
    return String.format(Locale.ROOT, "%.3f", millis);
  }

  /// Nothing that a visitor sends may end a field or begin a line of its own.
  private static String quoted(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char symbol = text.charAt(i);
      if (symbol == '"' || symbol == '\\') {
        safe.append('\\').append(symbol);
      } else if (Character.isISOControl(symbol)) {
        safe.append(String.format("\\x%02x", (int) symbol));
      } else {
        safe.append(symbol);
      }
    }
    return safe.toString();
  }
}
