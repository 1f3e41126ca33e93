package org.visiomatic.serve.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Answer;
import org.visiomatic.serve.api.Answer.Freshness;
import org.visiomatic.serve.api.EntityTag;
import org.visiomatic.serve.api.Parameter;

/// The pages of the server.
///
/// Built-in pages and the client's own page know the places `{{ root_path }}`, `{{ api_path }}`
/// (with the root path), `{{ image }}`, `{{ version }}` and `{{ userdoc_url }}`. Templates of the
/// site are filled once, with the names that VisiOmatic 3 has, so that a broken one is found at the
/// start.
public final class Pages {

  static final String HTML = "text/html; charset=utf-8";

  private final ServerSettings settings;
  private final StaticFiles client;
  private final Map<String, String> places;
  private final Optional<String> killToken;
  private final Optional<String> base;
  private final Optional<String> banner;

  /// @param killToken secret that lets a page stop the server; empty when no page may
  /// @throws TemplateException when a template of the site cannot be used
  public Pages(ServerSettings settings, StaticFiles client, Optional<String> killToken) {
    this.settings = settings;
    this.client = client;
    this.killToken = killToken;
    ServerPaths paths = settings.paths();
    String root = settings.host().rootPath();
    String image = settings.oneShot().map(Path::getFileName).map(Path::toString).orElse("");
    String userdoc = userdoc(root, paths);
    this.places =
        Map.of(
            "root_path",
            root,
            "api_path",
            root + paths.apiPath(),
            "image",
            image,
            "version",
            ProductVersion.TEXT,
            "userdoc_url",
            userdoc);
    TemplateChoice choice = new TemplateChoice(paths, root, image, userdoc);
    base = choice.fill("base_template", paths.baseTemplate(), ServerPaths.BASE_TEMPLATE);
    banner = choice.fill("banner_template", paths.bannerTemplate(), ServerPaths.BANNER_TEMPLATE);
  }

  /// The same pages, seen below another path.
  public Pages under(String rootPath) {
    return rootPath.equals(settings.host().rootPath())
        ? this
        : new Pages(settings.with(settings.host().withRootPath(rootPath)), client, killToken);
  }

  /// Whether those who run the server have written the page of the client.
  public boolean isStartOfSite() {
    return settings.paths().clientDir().isPresent() || base.isPresent();
  }

  /// Whether those who run the server have written the banner.
  public boolean isBannerOfSite() {
    return banner.isPresent();
  }

  /// The site's own page, else the web client, else a page that says that there is none.
  public Answer start() {
    String page =
        base.orElseGet(
            () ->
                withBase(
                    new PageTemplate(
                            client
                                .find("index.html")
                                .map(Pages::read)
                                .orElseGet(() -> resource("no-client.html")))
                        .fill(places)));
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
    return page(banner.orElseGet(this::builtInBanner));
  }

  private String builtInBanner() {
    boolean documented = !places.getOrDefault("userdoc_url", "").isEmpty();
    String link =
        documented ? "<li><a href=\"{{ userdoc_url }}\">User documentation</a></li>\n" : "";
    String html = resource("banner.html").replace("<!-- user documentation -->\n", link);
    return new PageTemplate(html).fill(places);
  }

  /// The reference of the API, for servers without the viewers of it.
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

  /// The client names its files relative to its page, which some proxies also show without the
  /// slash at the end.
  private String withBase(String page) {
    String root = places.getOrDefault("root_path", "");
    return root.isEmpty() || page.contains("<base ")
        ? page
        : page.replaceFirst("(?i)<head>", "<head>\n<base href=\"" + root + "/\">");
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

  /// A page that comes with the program.
  static String resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The page " + name + " is missing from the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The address of the user documentation; empty when it is part of a manual that is not served.
  private static String userdoc(String root, ServerPaths paths) {
    String url = paths.userdocUrl();
    if (!url.startsWith("/")) {
      return url;
    }
    boolean inManual = url.startsWith(paths.docPath() + "/");
    return inManual && paths.docDir().isEmpty() ? "" : root + url;
  }
}
