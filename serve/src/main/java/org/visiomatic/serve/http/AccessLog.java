package org.visiomatic.serve.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.OperationsSettings.LogFormat;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.ops.LogLines;
import org.visiomatic.serve.ops.Request;
import org.visiomatic.serve.ops.Telemetry;

/// One line per request: visitor, time, request line, status, bytes, where from, browser,
/// milliseconds. Nothing while the settings ask for none.
final class AccessLog implements RequestLog, AutoCloseable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final LogLines lines;

  /// Empty while nothing is logged.
  private volatile Optional<LogFormat> format;

  /// @param telemetry is told of lines that are left out
  /// @throws IOException when its file cannot be written
  AccessLog(ServerSettings settings, Telemetry telemetry) throws IOException {
    lines = new LogLines(file(settings), telemetry);
    format = format(settings);
  }

  /// Takes over whether, how and where to log, and opens the file anew in any case: it may have
  /// been moved.
  ///
  /// @throws IOException when its file cannot be written; then all goes on as before
  void follow(ServerSettings next) throws IOException {
    lines.follow(file(next));
    format = format(next);
  }

  private static Optional<Path> file(ServerSettings settings) {
    return settings.host().accessLog() ? settings.operations().accessLogFile() : Optional.empty();
  }

  private static Optional<LogFormat> format(ServerSettings settings) {
    return settings.host().accessLog()
        ? Optional.of(settings.operations().accessLogFormat())
        : Optional.empty();
  }

  @Override
  public void answered(ServerRequest request, Request asked, int status, long bytes, long nanos) {
    Optional<LogFormat> form = format;
    if (form.isEmpty()) {
      return;
    }
    double millis = nanos / 1e6;
    lines.add(
        switch (form.get()) {
          case COMBINED -> combined(request, asked.client(), status, bytes, millis);
          case JSON -> json(request, asked.client(), status, bytes, millis);
        });
  }

  /// Writes what was logged so far.
  @Override
  public void close() {
    lines.close();
  }

  private static String combined(
      ServerRequest request, String client, int status, long bytes, double millis) {
    return "%s - - [%s] \"%s %s %s\" %d %d \"%s\" \"%s\" %s"
        .formatted(
            client,
            TIME.format(Instant.now()),
            quoted(request.prologue().method().text()),
            quoted(target(request)),
            protocol(request),
            status,
            bytes,
            quoted(header(request, HeaderNames.REFERER)),
            quoted(header(request, HeaderNames.USER_AGENT)),
            rounded(millis));
  }

  private static String json(
      ServerRequest request, String client, int status, long bytes, double millis) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    fields.put("client", client);
    fields.put("method", request.prologue().method().text());
    fields.put("target", target(request));
    fields.put("protocol", protocol(request));
    fields.put("status", status);
    fields.put("bytes", bytes);
    fields.put("referer", header(request, HeaderNames.REFERER));
    fields.put("user_agent", header(request, HeaderNames.USER_AGENT));
    fields.put("milliseconds", Double.valueOf(rounded(millis)));
    return Json.text(fields);
  }

  private static String target(ServerRequest request) {
    String query = request.prologue().query().rawValue();
    return request.prologue().uriPath().rawPath() + (query.isEmpty() ? "" : "?" + query);
  }

  private static String protocol(ServerRequest request) {
    return request.prologue().protocol() + "/" + request.prologue().protocolVersion();
  }

  private static String header(ServerRequest request, HeaderName name) {
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
