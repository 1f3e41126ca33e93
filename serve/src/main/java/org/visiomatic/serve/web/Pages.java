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
import org.visiomatic.serve.TemplateSettings;
import org.visiomatic.serve.api.Answer;

/// The page of the web client and the page about the service, as they look below one root path.
///
/// Built-in pages and the client's own page know the places `{{ root_path }}`, `{{ api_path }}`
/// (with the root path), `{{ image }}`, `{{ version }}` and `{{ userdoc_url }}`. Templates of the
/// site are filled once, with the names that VisiOmatic 3 has, so that a broken one is found at the
/// start.
public final class Pages {

  private final ServerSettings settings;
  private final StaticFiles client;
  private final Map<String, String> places;
  private final Optional<String> killToken;
  private final Optional<String> base;
  private final boolean isBannerOfSite;
  private final Answer banner;

  /// @param settings with the root path under which visitors see the server
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
    TemplateSettings named = paths.templates();
    base = choice.fill("base_template", named.base(), TemplateSettings.USUAL_BASE);
    Optional<String> own =
        choice.fill("banner_template", named.banner(), TemplateSettings.USUAL_BANNER);
    isBannerOfSite = own.isPresent();
    banner = page(own.orElseGet(this::builtInBanner));
  }

  /// Whether those who run the server have written the page of the client.
  public boolean isStartOfSite() {
    return settings.paths().published().clientDir().isPresent() || base.isPresent();
  }

  /// Whether those who run the server have written the banner.
  public boolean isBannerOfSite() {
    return isBannerOfSite;
  }

  /// The site's own page, else the web client, else a page that says that there is none. The
  /// client's page is read again each time: it names files whose names change with it.
  public Answer start() {
    String page = base.orElseGet(() -> withBase(clientPage().fill(places)));
    return killToken.map(token -> withToken(page, token)).orElseGet(() -> page(page));
  }

  /// A page with a secret, which no cache is to keep.
  private static Answer withToken(String page, String token) {
    String whole =
        page.replaceFirst(
            "(?i)</head>", "<meta name=\"visiomatic-kill\" content=\"" + token + "\">\n</head>");
    return Answer.passing(Answer.HTML, whole.getBytes(StandardCharsets.UTF_8));
  }

  /// The page that tells what this service is.
  public Answer banner() {
    return banner;
  }

  private PageTemplate clientPage() {
    return client
        .find("index.html")
        .map(Pages::read)
        .map(PageTemplate::new)
        .orElseGet(() -> PageTemplate.plain("VisiOmatic", "no-client.html"));
  }

  private String builtInBanner() {
    boolean documented = !places.getOrDefault("userdoc_url", "").isEmpty();
    return PageTemplate.plain("VisiOmatic image service", "banner.html")
        .with(
            "<!-- user documentation -->\n",
            documented ? "<li><a href=\"{{ userdoc_url }}\">User documentation</a></li>\n" : "")
        .fill(places);
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
    return Answer.checked(Answer.HTML, html.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(StaticFile file) {
    try (InputStream in = file.content().open()) {
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
    boolean inManual = url.startsWith(paths.published().docPath() + "/");
    return inManual && paths.published().docDir().isEmpty() ? "" : root + url;
  }
}
