package org.visiomatic.serve.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;

/// What a person sees in a browser where a program gets an error as JSON.
public final class ErrorPage {

  private ErrorPage() {}

  /// @param title what happened, in a few words
  /// @param message what is wrong; a line for each
  public static Answer of(int status, String title, String message) {
    String html =
        PageTemplate.plain(title, "error.html")
            .fill(Map.of("message", message.equals(title) ? "" : message));
    return new Answer(
        status, Answer.HTML, html.getBytes(StandardCharsets.UTF_8), null, Freshness.NONE);
  }
}
