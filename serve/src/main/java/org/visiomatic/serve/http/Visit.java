package org.visiomatic.serve.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.api.QueryString;
import org.visiomatic.serve.api.Stages;
import org.visiomatic.serve.ops.Request;
import org.visiomatic.serve.ops.RequestKind;

/// One request, as endpoints see it.
final class Visit {

  private static final HeaderName PREFER = HeaderNames.create("Prefer");

  private static final Pattern ADDRESS = Pattern.compile("[!-~]+");

  private final ServerRequest request;
  private final @Nullable Wire wire;
  private final String path;
  private final String rootPath;
  private final Stages stages;
  private final Request asked;

  /// @param wire by which it came; null when that has ended meanwhile
  /// @param path decoded path, without the root path and without that of the endpoint
  /// @param rootPath path under which the visitor sees this server; empty for none
  /// @param stages its clock
  /// @param asked what those see of it who watch the server
  Visit(
      ServerRequest request,
      @Nullable Wire wire,
      String path,
      String rootPath,
      Stages stages,
      Request asked) {
    this.request = request;
    this.wire = wire;
    this.path = path;
    this.rootPath = rootPath;
    this.stages = stages;
    this.asked = asked;
  }

  /// Sends an answer, whose head is in the response, or only the head to who asked for no more.
  void send(ServerResponse response, byte[] body) {
    if (isHead()) {
      response.headers().contentLength(body.length);
      response.send();
    } else if (wire == null) {
      response.send(body);
    } else {
      wire.send(response, body);
    }
  }

  /// How many bytes were sent, headers included.
  long bytesSent(ServerResponse response) {
    return response.bytesWritten() + (wire == null ? 0 : wire.uncounted());
  }

  /// Says what it is about.
  void is(RequestKind what) {
    asked.is(what);
  }

  /// Its clock.
  Stages stages() {
    return stages;
  }

  /// Decoded path, without the root path.
  String path() {
    return path;
  }

  /// What links to other addresses of this server begin with.
  String rootPath() {
    return rootPath;
  }

  String method() {
    return request.prologue().method().text();
  }

  boolean isHead() {
    return method().equals("HEAD");
  }

  /// Whether the connection is to be closed after this.
  boolean isLast() {
    return request.prologue().protocolVersion().startsWith("1")
        && header(HeaderNames.CONNECTION)
            .filter(value -> value.equalsIgnoreCase("close"))
            .isPresent();
  }

  QueryString query() {
    return QueryString.parse(request.prologue().query().rawValue());
  }

  /// The query as it was sent, with its question mark, to be put into a header; empty for none, and
  /// for one with symbols that no address has.
  String queryForLink() {
    String raw = request.prologue().query().rawValue();
    return ADDRESS.matcher(raw).matches() ? '?' + raw : "";
  }

  Optional<String> header(HeaderName name) {
    // A list may come in several headers; together they are one list (RFC 9110, section 5.2).
    return request.headers().contains(name)
        ? Optional.of(String.join(", ", request.headers().get(name).allValues()))
        : Optional.empty();
  }

  /// Tags of what the client has; those of compressed forms count like those of the plain ones.
  Optional<String> ifNoneMatch() {
    return header(HeaderNames.IF_NONE_MATCH).map(list -> list.replace(Packed.SUFFIX + '"', "\""));
  }

  /// Whether the client has the compressed form of something.
  boolean hasPacked(String tag) {
    return header(HeaderNames.IF_NONE_MATCH)
        .filter(list -> list.contains(Packed.tag(tag)))
        .isPresent();
  }

  /// Media types that the client takes.
  Optional<String> accept() {
    return header(HeaderNames.ACCEPT);
  }

  /// Whether the client would rather come back than wait (RFC 7240).
  boolean prefersAsync() {
    return header(PREFER).filter(value -> value.contains("respond-async")).isPresent();
  }

  /// Whether one JSON status is wanted in place of a stream.
  boolean wantsJson() {
    String accept = header(HeaderNames.ACCEPT).orElse("");
    return accept.contains("application/json") && !accept.contains("text/event-stream");
  }

  /// Whether a browser shows the answer as a page.
  boolean isOfPerson() {
    return isOfPerson(header(HeaderNames.ACCEPT).orElse(""));
  }

  /// Browsers that go to a page ask for HTML by name; their scripts and pictures do not.
  static boolean isOfPerson(String accept) {
    return accept.contains("text/html") && !accept.contains("json");
  }

  boolean takesGzip() {
    return header(HeaderNames.ACCEPT_ENCODING).filter(AcceptedCodings::preferGzip).isPresent();
  }
}
