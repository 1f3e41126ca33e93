package org.visiomatic.serve.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.ApiRequest;
import org.visiomatic.serve.api.ImageApi;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.RequestParser;
import org.visiomatic.serve.library.ImageLibrary;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.web.Pages;

/// The image API.
final class ApiEndpoint implements Endpoint {

  private final RequestParser parser;
  private final ImageApi api;
  private final ImageLibrary library;
  private final Pages pages;
  private final String progressPath;

  /// @param progressPath where progress is told, root path included
  ApiEndpoint(
      RequestParser parser, ImageApi api, ImageLibrary library, Pages pages, String progressPath) {
    this.parser = parser;
    this.api = api;
    this.library = library;
    this.pages = pages;
    this.progressPath = progressPath;
  }

  @Override
  public Reply reply(Visit visit) throws ImageUnavailableException, InterruptedException {
    return switch (parser.parse(visit.query(), visit.accept())) {
      case ApiRequest.Banner() -> Reply.of(pages.banner());
      case ApiRequest.OfImage request when mustWait(visit, request) -> comeBack(request.image());
      case ApiRequest.OfImage request -> reply(api.answer(request, visit.ifNoneMatch()));
    };
  }

  private static Reply reply(Answer answer) {
    return answer.negotiated()
        ? new Reply.Whole(answer, Map.of("Vary", "Accept"))
        : Reply.of(answer);
  }

  private boolean mustWait(Visit visit, ApiRequest.OfImage request)
      throws ImageUnavailableException, InterruptedException {
    return visit.prefersAsync()
        && !(request instanceof ApiRequest.NoOperation)
        && !library.isReady(request.image());
  }

  private Reply comeBack(String image) {
    String name = URLEncoder.encode(image, StandardCharsets.UTF_8).replace("+", "%20");
    String progress = progressPath + "?FIF=" + name;
    return Reply.json(
        202,
        Json.bytes(Map.of("progress", progress)),
        Map.of("Location", progress, "Preference-Applied", "respond-async", "Vary", "Prefer"));
  }
}
