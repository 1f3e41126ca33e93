package org.visiomatic.shell.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.visiomatic.shell.console.InputException;

/// Asks the interface for administrators of one server, and says in a sentence why when there is no
/// answer.
public final class AdminClient implements AutoCloseable {

  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration ANSWERING = Duration.ofSeconds(15);

  /// No answer of the interface comes near it; another program may send without end.
  private static final int LONGEST_ANSWER = 64 << 20;

  private static final JsonMapper JSON = new JsonMapper();

  private final Destination server;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTING)
          // A token is for the server that the user has named, and for no other.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public AdminClient(Destination server) {
    this.server = server;
  }

  /// Address of the interface.
  public URI uri() {
    return server.uri();
  }

  /// Asks for something.
  JsonNode get(String path) throws IOException, InterruptedException {
    return object(send("GET", path, Map.of(), Optional.of(ANSWERING)));
  }

  /// Has something done, however long it takes.
  JsonNode post(String path, Map<String, String> query) throws IOException, InterruptedException {
    return object(send("POST", path, query, Optional.empty()));
  }

  /// Asks for a stream; the caller closes it.
  InputStream stream(String path, Map<String, String> query)
      throws IOException, InterruptedException {
    return send("GET", path, query, Optional.of(ANSWERING)).body();
  }

  private HttpResponse<InputStream> send(
      String method, String path, Map<String, String> query, Optional<Duration> timeout)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve("admin/" + path + text(query)))
            .method(method, HttpRequest.BodyPublishers.noBody());
    timeout.ifPresent(request::timeout);
    server.secret().token().ifPresent(t -> request.header("Authorization", "Bearer " + t));
    HttpResponse<InputStream> answer;
    try {
      answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(unreachable(e), e);
    }
    if (answer.statusCode() != 200) {
      throw refusal(answer, path);
    }
    return answer;
  }

  private static String text(Map<String, String> query) {
    return query.isEmpty()
        ? ""
        : query.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  private String unreachable(IOException problem) {
    return switch (problem) {
      case HttpConnectTimeoutException e ->
          "Nothing answers at %s within %d seconds."
              .formatted(server.uri(), CONNECTING.toSeconds());
      case HttpTimeoutException e ->
          "The server at %s accepts connections but does not answer within %d seconds."
              .formatted(server.uri(), ANSWERING.toSeconds());
      case ConnectException e ->
          "Nothing listens at %s; see whether the server runs and whether that is its admin_port."
              .formatted(server.uri());
      case SSLException e ->
          "No safe connection to %s can be made (%s)."
              .formatted(server.uri(), String.valueOf(e.getMessage()));
      default ->
          stranger()
              + " ("
              + problem.getClass().getSimpleName()
              + ": "
              + problem.getMessage()
              + ").";
    };
  }

  private String stranger() {
    return "What answers at %s is no interface for administrators of VisiOmatic"
        .formatted(server.uri());
  }

  private JsonNode object(HttpResponse<InputStream> answer) throws IOException {
    Optional<JsonNode> found = read(answer);
    return found.orElseThrow(() -> new IOException(stranger() + "."));
  }

  private static Optional<JsonNode> read(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream body = answer.body()) {
      JsonNode node = JSON.readTree(body.readNBytes(LONGEST_ANSWER));
      return Optional.ofNullable(node).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private IOException refusal(HttpResponse<InputStream> answer, String path) throws IOException {
    JsonNode detail = read(answer).map(node -> node.path("detail")).orElse(JSON.missingNode());
    String sentence = sentence(detail);
    return switch (answer.statusCode()) {
      case 401 ->
          new IOException(
              (server.secret().token().isEmpty()
                          ? "The server at %s asks for a token, but there is %s"
                          : "The server at %s does not take %s")
                      .formatted(server.uri(), server.secret().origin())
                  + "; name the file of its token with --token-file.");
      case 404 ->
          detail.isArray()
              ? new InputException(sentence)
              : new IOException(
                  "%s: it does not know /admin/%s. It may be a public address, or a server of an older version."
                      .formatted(stranger(), path));
      default ->
          new IOException(
              sentence.isEmpty()
                  ? stranger() + "; it answers with status " + answer.statusCode() + "."
                  : sentence);
    };
  }

  /// What an error says: a sentence, or one for each parameter.
  private static String sentence(JsonNode detail) {
    if (detail.isTextual()) {
      return detail.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode each : detail) {
      text.append(text.isEmpty() ? "" : " ").append(each.path("msg").asText());
    }
    return text.toString();
  }

  @Override
  public void close() {
    // Not close(), which would wait for an answer that nobody wants any more.
    http.shutdownNow();
  }
}
