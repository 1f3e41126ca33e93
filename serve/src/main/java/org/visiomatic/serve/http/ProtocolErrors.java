package org.visiomatic.serve.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.ops.ConnectionRefusal;
import org.visiomatic.serve.ops.Telemetry;

/// Answers to what never becomes a request: broken request lines and headers, endless ones, noise.
/// They are the visitor's affair, so the log says nothing of them above the level of details,
/// unless the fault is here.
final class ProtocolErrors implements DirectHandler {

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  /// The web server warns with a stack of each visitor who hangs up too early, as port scanners do;
  /// only what else goes wrong there is worth it. Held here because the registry of loggers forgets
  /// those that nobody holds.
  private static final Logger CONNECTIONS =
      Logger.getLogger("io.helidon.webserver.ConnectionHandler");

  static {
    CONNECTIONS.setFilter(entry -> !Departure.isCauseOf(entry.getThrown()));
  }

  private static final Status HEADERS_TOO_LONG =
      Status.create(431, "Request Header Fields Too Large");

  /// Whatever the settings are: nobody needs such a page in a frame.
  private static final PagePolicy POLICY = new PagePolicy(List.of());

  private final Telemetry telemetry;

  private ProtocolErrors(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /// @param telemetry is told of them
  static DirectHandlers handlers(Telemetry telemetry) {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    ProtocolErrors errors = new ProtocolErrors(telemetry);
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, errors);
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable Throwable problem,
      System.@Nullable Logger logger) {
    boolean isDefect = status.code() == 500 && !Departure.isCauseOf(problem);
    LOG.log(isDefect ? Level.WARNING : Level.DEBUG, "A request could not be understood.", problem);
    return handle(request, type, status, headers, problem == null ? null : problem.getMessage());
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    // What goes wrong within a request is answered elsewhere, so that an internal error here is a
    // request that broke off.
    Status told = status.code() == 500 ? Status.BAD_REQUEST_400 : status;
    // Helidon has no type for it.
    if (message != null && message.contains("Header size exceeded")) {
      told = HEADERS_TOO_LONG;
    }
    telemetry.connectionRefused(ConnectionRefusal.of(told.code()));
    String sentence = sentence(told);
    Answer answer =
        new Reply.Problem(told.code(), sentence, Json.detail(sentence), Map.of())
            .shown(Visit.isOfPerson(request.headers().first(HeaderNames.ACCEPT).orElse("")))
            .answer();
    headers.set(HeaderNames.CONTENT_TYPE, answer.mediaType());
    headers.set(HeaderNames.CACHE_CONTROL, answer.freshness().cacheControl());
    headers.set(Sender.NO_SNIFF);
    POLICY.guard(headers, answer.mediaType(), false);
    return TransportResponse.builder()
        .status(told)
        .headers(headers)
        .keepAlive(type.keepAlive())
        .entity(answer.body())
        .build();
  }

  private static String sentence(Status status) {
    return switch (status.code()) {
      case 400 -> "The request is not in the form that HTTP asks for.";
      case 413 -> "The request has a body that is too long; this server takes none.";
      case 414 -> "The address is too long; this server reads up to 64 KiB of it.";
      case 431 -> "The headers are too long; leave out cookies and what else is not needed.";
      default -> status.reasonPhrase();
    };
  }
}
