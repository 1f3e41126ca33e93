package org.visiomatic.serve.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.web.StaticFile;

/// What goes back to a visitor.
sealed interface Reply {

  /// An answer in memory.
  ///
  /// @param headers further headers
  record Whole(Answer answer, Map<String, String> headers) implements Reply {}

  /// A file, sent piece by piece.
  record File(StaticFile file) implements Reply {}

  /// A stream that lasts; written while it happens.
  record Events(Writer writer) implements Reply {}

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
    return json(status, Json.detail(message), headers);
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
