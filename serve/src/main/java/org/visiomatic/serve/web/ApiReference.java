package org.visiomatic.serve.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.api.EntityTag;

/// The pages that show the OpenAPI document: Swagger UI and Redoc, whose files come with the
/// built-in web client. Without it, a plain page takes their place.
public final class ApiReference {

  /// Where the client's build puts the files of both.
  private static final String FOLDER = "docs/";

  private final StaticFiles builtIn;
  private final Map<String, String> places;
  private final Supplier<Answer> plain;

  /// @param rootPath prefix of all addresses; empty for none
  /// @param builtIn files of the built-in web client, whichever client is shown
  /// @param plain page to show without them
  public ApiReference(String rootPath, StaticFiles builtIn, Supplier<Answer> plain) {
    this.builtIn = builtIn;
    this.places = Map.of("root_path", rootPath);
    this.plain = plain;
  }

  /// The document with forms to try it out.
  public Answer swagger() {
    return page("docs.html", "swagger-ui-bundle.js");
  }

  /// The document for reading.
  public Answer redoc() {
    return page("redoc.html", "redoc.standalone.js");
  }

  /// What the pages load.
  public StaticFiles files() {
    return path -> builtIn.find(FOLDER + path);
  }

  private Answer page(String name, String needed) {
    if (builtIn.find(FOLDER + needed).isEmpty()) {
      return plain.get();
    }
    String html = new PageTemplate(Pages.resource(name)).fill(places);
    return new Answer(
        200,
        Pages.HTML,
        html.getBytes(StandardCharsets.UTF_8),
        EntityTag.of(html),
        Freshness.CHECKED);
  }
}
