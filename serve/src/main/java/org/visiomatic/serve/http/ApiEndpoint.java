package org.visiomatic.serve.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.ApiRequest;
import org.visiomatic.serve.api.ImageApi;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.RequestParser;
import org.visiomatic.serve.api.Stages;
import org.visiomatic.serve.library.ImageLibrary;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.ops.RequestKind;
import org.visiomatic.serve.web.Pages;

/// The image API.
final class ApiEndpoint implements Endpoint {

  private final RequestParser parser;
  private final ImageApi api;
  private final ImageLibrary library;
  private final ByRootPath<Pages> pages;
  private final String progressPath;

  /// @param progressPath where progress is told, without the root path
  ApiEndpoint(
      RequestParser parser,
      ImageApi api,
      ImageLibrary library,
      ByRootPath<Pages> pages,
      String progressPath) {
    this.parser = parser;
    this.api = api;
    this.library = library;
    this.pages = pages;
    this.progressPath = progressPath;
  }

  @Override
  public Reply reply(Visit visit) throws ImageUnavailableException, InterruptedException {
    ApiRequest asked = parser.parse(visit.query(), visit.accept());
    visit.is(kind(asked));
    return switch (asked) {
      case ApiRequest.Banner() -> banner(visit);
      case ApiRequest.OfImage request when mustWait(visit, request) ->
          comeBack(visit, request.image());
      case ApiRequest.OfImage request -> answer(visit, request);
    };
  }

  private static RequestKind kind(ApiRequest request) {
    return switch (request) {
      case ApiRequest.Tile tile -> RequestKind.TILE;
      case ApiRequest.Region region -> RequestKind.REGION;
      case ApiRequest.Model model -> RequestKind.INFO;
      case ApiRequest.TextHeader header -> RequestKind.HEADER;
      case ApiRequest.Values values -> RequestKind.VALUES;
      case ApiRequest.Profile profile -> RequestKind.PROFILE;
      case ApiRequest.Banner banner -> RequestKind.OTHER;
      case ApiRequest.NoOperation nothing -> RequestKind.OTHER;
    };
  }

  private boolean mustWait(Visit visit, ApiRequest.OfImage request)
      throws ImageUnavailableException, InterruptedException {
    return visit.prefersAsync()
        && !(request instanceof ApiRequest.NoOperation)
        && !library.isReady(request.image());
  }

  private Reply answer(Visit visit, ApiRequest.OfImage request)
      throws ImageUnavailableException, InterruptedException {
    Stages stages = visit.stages();
    Answer answer = api.answer(request, visit.ifNoneMatch(), stages);
    boolean worked =
        request instanceof ApiRequest.Tile
            || request instanceof ApiRequest.Region
            || request instanceof ApiRequest.Values
            || request instanceof ApiRequest.Profile;
    Map<String, String> headers = new HashMap<>();
    if (answer.negotiated()) {
      headers.put("Vary", "Accept");
    }
    if (worked && answer.status() == 200) {
      headers.put("Server-Timing", stages.header());
    }
    return new Reply.Whole(answer, headers);
  }

  private Reply banner(Visit visit) {
    Pages seen = pages.below(visit.rootPath());
    return SitePlan.page(visit, seen.banner(), seen.isBannerOfSite());
  }

  private Reply comeBack(Visit visit, String image) {
    String name = URLEncoder.encode(image, StandardCharsets.UTF_8).replace("+", "%20");
    String progress = visit.rootPath() + progressPath + "?FIF=" + name;
    return Reply.json(
        202,
        Json.bytes(Map.of("progress", progress)),
        Map.of("Location", progress, "Preference-Applied", "respond-async", "Vary", "Prefer"));
  }
}
