package org.visiomatic.serve.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.OpenApiDocument;
import org.visiomatic.serve.api.Parameter;

/// The OpenAPI document and the pages that show it: Swagger UI and Redoc, whose files come with the
/// built-in web client. Without it, a plain page takes their place. All are made once.
public final class ApiReference {

  /// Where the client's build puts the files of both.
  private static final String FOLDER = "docs/";

  private static final Viewer SWAGGER =
      new Viewer(
          "to try out",
          "swagger-ui-bundle.js",
          "swagger.js",
          "<link rel=\"stylesheet\" href=\"{{ root_path }}/docs/swagger-ui.css\">\n");
  private static final Viewer REDOC = new Viewer("to read", "redoc.standalone.js", "redoc.js", "");

  private final ServerSettings settings;
  private final Answer document;
  private final Answer swagger;
  private final Answer redoc;

  /// @param settings with the root path under which visitors see the server
  /// @param builtIn files of the built-in web client, whichever client is shown
  public ApiReference(ServerSettings settings, StaticFiles builtIn) {
    this.settings = settings;
    document = Answer.checked(Answer.JSON, OpenApiDocument.of(settings));
    swagger = page(SWAGGER, builtIn);
    redoc = page(REDOC, builtIn);
  }

  /// The document itself, for programs.
  public Answer document() {
    return document;
  }

  /// The document with forms to try it out.
  public Answer swagger() {
    return swagger;
  }

  /// The document for reading.
  public Answer redoc() {
    return redoc;
  }

  /// What the pages load.
  ///
  /// @param builtIn files of the built-in web client
  public static StaticFiles files(StaticFiles builtIn) {
    return path -> builtIn.find(FOLDER + path);
  }

  private Answer page(Viewer viewer, StaticFiles builtIn) {
    String html =
        builtIn.find(FOLDER + viewer.program()).isEmpty()
            ? plain()
            : viewer.page(settings.host().rootPath());
    return Answer.checked(Answer.HTML, html.getBytes(StandardCharsets.UTF_8));
  }

  private String plain() {
    StringBuilder rows = new StringBuilder();
    for (Parameter parameter : Parameter.values()) {
      rows.append("<tr><th scope=\"row\"><code>")
          .append(parameter.spelling())
          .append("</code></th><td>")
          .append(PageTemplate.escape(parameter.description()))
          .append("</td><td>")
          .append(PageTemplate.escape(parameter.limits()))
          .append("</td></tr>\n");
    }
    String root = settings.host().rootPath();
    return PageTemplate.plain("Reference of the interface", "reference.html")
        .with("<!-- parameters -->\n", rows.toString())
        .fill(
            Map.of(
                "root_path",
                root,
                "api_path",
                root + settings.paths().apiPath(),
                "version",
                ProductVersion.TEXT));
  }

  /// A program that shows the document.
  ///
  /// @param purpose what its page is for
  /// @param program its file
  /// @param start file that starts it
  /// @param style tag of its style sheet; empty for none
  private record Viewer(String purpose, String program, String start, String style) {

    String page(String rootPath) {
      return PageTemplate.of("viewer.html")
          .with("<!-- style -->\n", style)
          .fill(
              Map.of("root_path", rootPath, "purpose", purpose, "viewer", program, "start", start));
    }
  }
}
