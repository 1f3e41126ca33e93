package org.visiomatic.serve.http;

import io.helidon.http.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.ParameterError;
import org.visiomatic.serve.web.ErrorPage;
import org.visiomatic.serve.web.StaticFile;

/// What goes back to a visitor.
sealed interface Reply {

  /// An answer in memory.
  ///
  /// @param headers further headers
  record Whole(Answer answer, Map<String, String> headers) implements Reply {}

  /// An error: JSON for programs, a page for somebody who looks at it in a browser.
  ///
  /// @param message what is wrong; a line for each
  /// @param json the same as a body
  /// @param headers further headers
  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  record Problem(int status, String message, byte[] json, Map<String, String> headers)
      implements Reply {

    /// As it is sent.
    ///
    /// @param toPerson whether a browser shows the answer as a page
    Whole shown(boolean toPerson) {
      Map<String, String> all = new HashMap<>(headers);
      all.merge("Vary", "Accept", (own, more) -> own + ", " + more);
      Answer answer =
          toPerson
              ? ErrorPage.of(status, Status.create(status).reasonPhrase(), message)
              : new Answer(status, Answer.JSON, json, null, Freshness.NONE);
      return new Whole(answer, all);
    }
  }

  /// A page that those who run the server have written.
  record SitePage(Answer answer) implements Reply {}

  /// A file, sent piece by piece.
  ///
  /// @param ofSite whether it was put there by those who run the server
  record File(StaticFile file, boolean ofSite) implements Reply {}

  /// A stream that lasts; written while it happens.
  record Stream(String mediaType, Writer writer) implements Reply {}

  /// Writes a stream to its end.
  interface Writer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /// An answer without further headers.
  static Reply of(Answer answer) {
    return new Whole(answer, Map.of());
  }

  /// JSON that is never kept.
  static Reply json(int status, byte[] body, Map<String, String> headers) {
    return new Whole(new Answer(status, Answer.JSON, body, null, Freshness.NONE), headers);
  }

  /// An error with a sentence.
  static Reply error(int status, String message, Map<String, String> headers) {
    return new Problem(status, message, Json.detail(message), headers);
  }

  /// There is too much to do now. Says when to come back: in whole seconds as HTTP has it, at least
  /// one, and in milliseconds.
  ///
  /// @param work how long what comes before takes; zero when that is not known
  static Reply later(String message, Duration work) {
    Duration wait = work.isZero() ? Duration.ofSeconds(1) : work;
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    long millis = Math.max(1, wait.toMillis());
    return new Problem(
        503, message, Json.detail(message, millis), Map.of("Retry-After", Long.toString(seconds)));
  }

  /// Parameters that are wrong, or that name what is not there.
  static Reply errors(int status, List<ParameterError> errors) {
    String message =
        errors.stream()
            .map(error -> error.loc().get(1) + ": " + error.msg())
            .collect(Collectors.joining("\n"));
    return new Problem(status, message, Json.detail(errors), Map.of());
  }

  /// There is nothing at that address.
  static Reply notFound() {
    return error(404, "Not Found", Map.of());
  }

  /// An empty answer.
  static Reply empty(int status, Map<String, String> headers) {
    return new Whole(new Answer(status, Answer.TEXT, new byte[0], null, Freshness.NONE), headers);
  }
}
