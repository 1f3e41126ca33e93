package org.visiomatic.serve.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.api.EntityTag;
import org.visiomatic.serve.api.Parameter;

/// The pages of the server. Templates know the places `{{ root_path }}`, `{{ api_path }}` (with the
/// root path), `{{ image }}`, `{{ version }}` and `{{ userdoc_url }}`.
public final class Pages {

  private static final String HTML = "text/html; charset=utf-8";

  private final ServerSettings settings;
  private final StaticFiles client;
  private final Map<String, String> places;
  private final Optional<String> killToken;

  /// @param killToken secret that lets a page stop the server; empty when no page may
  public Pages(ServerSettings settings, StaticFiles client, Optional<String> killToken) {
    this.settings = settings;
    this.client = client;
    this.killToken = killToken;
    String root = settings.host().rootPath();
    String image = settings.oneShot().map(Path::getFileName).map(Path::toString).orElse("");
    this.places =
        Map.of(
            "root_path",
            root,
            "api_path",
            root + settings.paths().apiPath(),
            "image",
            image,
            "version",
            ProductVersion.TEXT,
            "userdoc_url",
            userdoc(root, settings.paths().userdocUrl()));
  }

  /// The web client, or a page that says that there is none.
  public Answer start() {
    String html =
        template(settings.paths().baseTemplate())
            .or(() -> client.find("index.html").map(Pages::read))
            .orElseGet(() -> resource("no-client.html"));
    String page = new PageTemplate(html).fill(places);
    if (killToken.isPresent()) {
      page =
          page.replaceFirst(
              "(?i)</head>",
              "<meta name=\"visiomatic-kill\" content=\"" + killToken.get() + "\">\n</head>");
    }
    return page(page);
  }

  /// The page that tells what this service is.
  public Answer banner() {
    String html =
        template(settings.paths().bannerTemplate()).orElseGet(() -> resource("banner.html"));
    return page(new PageTemplate(html).fill(places));
  }

  /// The reference of the API.
  public Answer reference() {
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
    String html = new PageTemplate(resource("reference.html")).fill(places);
    return page(html.replace("<!-- parameters -->", rows));
  }

  private Optional<String> template(String name) {
    Optional<Path> file = settings.paths().templateDir().map(folder -> folder.resolve(name));
    if (file.isEmpty() || !Files.isRegularFile(file.get())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file.get()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The template %s cannot be read; make it readable UTF-8 text, or take it away to use the built-in page."
              .formatted(file.get()),
          e);
    }
  }

  private static Answer page(String html) {
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    return new Answer(200, HTML, body, EntityTag.of(html), Freshness.CHECKED);
  }

  private static String read(StaticFile file) {
    try (InputStream in = file.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The page " + name + " is missing from the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String userdoc(String root, String url) {
    return url.startsWith("/") ? root + url : url;
  }
}
