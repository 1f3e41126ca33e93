package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.PublishedFolders;
import org.visiomatic.serve.ServerPaths;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.library.FakeImages;

/// What stands at which address, and how the server is reached.
class SiteTest extends ServerFixture {

  @Test
  void answersHeadAndOptionsAndRefusesOtherMethods() {
    HttpResponse<byte[]> tile = browser.get(TILE);
    HttpResponse<byte[]> head = browser.send("HEAD", TILE);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(Browser.header(head, "Content-Length"))
        .isEqualTo(Integer.toString(tile.body().length));
    assertThat(Browser.header(browser.send("OPTIONS", TILE), "Allow"))
        .isEqualTo("GET, HEAD, OPTIONS");
    HttpResponse<byte[]> post = browser.send("POST", TILE);
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(Browser.text(post)).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    assertThat(Browser.text(browser.get("/nonexistent"))).isEqualTo("{\"detail\":\"Not Found\"}");
  }

  @Test
  void speaksHttp2() {
    try (Browser modern = new Browser(server.uri(), HttpClient.Version.HTTP_2)) {
      HttpResponse<byte[]> first = modern.get(TILE);
      assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(first.body()).isEqualTo(browser.get(TILE).body());
      assertThat(modern.get("/api?FIF=sky.fits&INFO").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void worksBelowAnyPathThatAProxyTakesOff() {
    for (String prefix : List.of("/docs", "/metrics", "/sky")) {
      HttpResponse<byte[]> page = browser.get("/", "X-Forwarded-Prefix", prefix);
      assertThat(page.statusCode()).as(prefix).isEqualTo(200);
      assertThat(Browser.text(page)).contains(prefix);
    }
  }

  @Test
  void servesPagesWithTheirPlacesFilled() {
    HttpResponse<byte[]> page = browser.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(Browser.header(page, "Content-Security-Policy")).startsWith("default-src 'self'");
    assertThat(Browser.text(page)).doesNotContain("{{").doesNotContain("visiomatic-kill");
    assertThat(Browser.text(browser.get("/docs")))
        .contains("<code>MINMAX</code>")
        .doesNotContain("{{");
    assertThat(Browser.text(browser.get("/redoc"))).contains("<code>MINMAX</code>");
    JsonNode openApi = Browser.json(browser.get("/openapi.json"));
    assertThat(openApi.path("openapi").asText()).startsWith("3.");
    assertThat(openApi.at("/paths/~1api/get/parameters").size()).isGreaterThan(15);
    assertThat(browser.send("POST", "/kill").statusCode()).isIn(404, 405);
  }

  @Test
  void worksUnderARootPath() throws IOException {
    restart(
        settings()
            .with(new HostSettings("localhost", 0, "/vis", true, 2, AccessSettings.defaults())));
    for (String prefix : List.of("", "/vis")) {
      assertThat(browser.get(prefix + TILE).statusCode()).isEqualTo(200);
      assertThat(Browser.text(browser.get(prefix + "/api"))).contains("\"/vis/openapi.json\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/vis, -, /vis/",
        "/vis?image=sky.fits&x=%22%0d%0a, -, /vis/?image=sky.fits&x=%22%0d%0a",
        "/vis?, -, /vis/",
        "/vis?next=//evil.example, -, /vis/?next=//evil.example",
        "/vis?a=1, /public, /public/?a=1",
        "/public?a=1, /public, /public/?a=1",
        "/vis?a=1, //evil.example, /vis/?a=1",
        "/client?image=sky.fits, -, /vis/client/?image=sky.fits",
        "/vis/client, -, /vis/client/",
        "/public/client?a, /public, /public/client/?a",
        "/vis/manual?page=2, -, /vis/manual/?page=2",
        "/extra, -, /vis/extra/",
      })
  void leadsToFoldersWithTheirQueries(String address, String prefix, String target)
      throws IOException {
    ServerPaths paths = settings().paths();
    PublishedFolders published =
        new PublishedFolders(Optional.empty(), Optional.of(folder), "/manual", Optional.of(folder));
    restart(
        settings()
            .with(settings().host().withRootPath("/vis"))
            .with(
                new ServerPaths(
                    paths.dataDir(), "/api", published, paths.templates(), "/manual/x.html")));
    HttpResponse<byte[]> answer =
        prefix == null ? browser.get(address) : browser.get(address, "X-Forwarded-Prefix", prefix);
    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(Browser.header(answer, "Location")).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00e9", "\t", "\u0001", "\u0085Set-Cookie:b", "\rSet-Cookie:b"})
  void putsNothingIntoAHeaderThatNoAddressHas(String symbols) throws IOException {
    restart(settings().with(settings().host().withRootPath("/vis")));
    assertThat(ask("GET /vis?a=1" + symbols + " HTTP/1.1\r\nHost: localhost"))
        .containsPattern("^HTTP/1.1 (400|308 [^\n]*\r\n(.*\r\n)*Location: /vis/\r\n)")
        .doesNotContain("Set-Cookie");
  }

  @Test
  void allowsConfiguredOriginsOnly() throws IOException {
    assertThat(
            Browser.header(
                browser.get(TILE, "Origin", "https://a.example"), "Access-Control-Allow-Origin"))
        .isEmpty();
    restart(
        settings()
            .with(
                settings()
                    .host()
                    .with(
                        AccessSettings.defaults()
                            .withCorsOrigins(List.of("https://A.example:443")))));
    HttpResponse<byte[]> allowed = browser.get(TILE, "Origin", "https://a.example");
    assertThat(Browser.header(allowed, "Access-Control-Allow-Origin"))
        .isEqualTo("https://a.example");
    assertThat(Browser.header(allowed, "Vary")).contains("Origin");
    HttpResponse<byte[]> refused = browser.get(TILE, "Origin", "https://b.example");
    assertThat(Browser.header(refused, "Access-Control-Allow-Origin")).isEmpty();
    assertThat(Browser.header(refused, "Vary")).contains("Origin");
  }

  @Test
  void answersPreflightsAndNeverAllowsCredentials() throws IOException {
    for (List<String> origins : List.of(List.of("*"), List.of("https://a.example"))) {
      restart(
          settings()
              .with(settings().host().with(AccessSettings.defaults().withCorsOrigins(origins))));
      HttpResponse<byte[]> preflight =
          browser.send(
              "OPTIONS",
              TILE,
              "Origin",
              "https://a.example",
              "Access-Control-Request-Method",
              "GET",
              "Access-Control-Request-Headers",
              "prefer");
      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(Browser.header(preflight, "Access-Control-Allow-Origin"))
          .isEqualTo(origins.getFirst());
      assertThat(Browser.header(preflight, "Access-Control-Allow-Methods"))
          .isEqualTo("GET, HEAD, OPTIONS");
      assertThat(Browser.header(preflight, "Access-Control-Allow-Headers")).contains("Prefer");
      assertThat(Browser.header(preflight, "Access-Control-Max-Age")).isEqualTo("86400");
      assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-credentials");
      HttpResponse<byte[]> tile = browser.get(TILE, "Origin", "https://a.example");
      assertThat(Browser.header(tile, "Access-Control-Expose-Headers")).contains("ETag");
      assertThat(Browser.header(tile, "Access-Control-Allow-Methods")).isEmpty();
      assertThat(tile.headers().map()).doesNotContainKey("access-control-allow-credentials");
    }
  }

  @Test
  void answersToItsOwnNamesOnly() throws IOException {
    for (String name :
        List.of("localhost", "127.0.0.1:99", "[::1]:8009", "a.localhost", "LocalHost.")) {
      assertThat(status(name)).as(name).isEqualTo(200);
    }
    for (String name : List.of("evil.example", "localhost.evil.example:8009", "127.0.0.1.nip.io")) {
      assertThat(status(name)).as(name).isEqualTo(421);
    }
    restart(with(access -> access.withAllowedHosts(List.of("Images.example.org"))));
    assertThat(status("images.example.org:443")).isEqualTo(200);
    assertThat(status("evil.example")).isEqualTo(421);
    restart(with(access -> access.withAllowedHosts(List.of("*"))));
    assertThat(status("evil.example")).isEqualTo(200);
  }

  @Test
  void answersToTheNamesOfWhereItListensAfterAReload() throws IOException {
    server.follow(settings().with(settings().host().withHost("0.0.0.0")));
    assertThat(status("evil.example")).isEqualTo(421);
    server.follow(with(access -> access.withAllowedHosts(List.of("images.example.org"))));
    assertThat(status("evil.example")).isEqualTo(421);
    assertThat(status("images.example.org")).isEqualTo(200);
  }

  private int status(String host) throws IOException {
    return Integer.parseInt(ask("HEAD /api HTTP/1.1\r\nHost: " + host).substring(9, 12));
  }

  private String ask(String head) throws IOException {
    try (Socket visitor = new Socket("localhost", server.port())) {
      visitor.setSoTimeout(10_000);
      visitor
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(visitor.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void linksToWhereATrustedProxyShowsIt() throws IOException {
    String[] prefix = {"X-Forwarded-Prefix", "/public/"};
    assertThat(Browser.text(browser.get("/api", prefix))).contains("\"/public/openapi.json\"");
    assertThat(Browser.text(browser.get("/openapi.json", prefix))).contains("\"/public");
    for (String page : List.of("/docs", "/redoc")) {
      HttpResponse<byte[]> seen = browser.get(page, prefix);
      assertThat(Browser.text(seen)).contains("\"/public/openapi.json\"", "GET /public/api");
      assertThat(Browser.text(browser.get(page))).doesNotContain("/public");
      HttpResponse<byte[]> again =
          browser.get(
              page, "X-Forwarded-Prefix", "/public", "If-None-Match", Browser.header(seen, "ETag"));
      assertThat(again.statusCode()).isEqualTo(304);
    }
    assertThat(browser.get("/public" + TILE, prefix).statusCode()).isEqualTo(200);
    assertThat(Browser.text(browser.get("/api", "X-Forwarded-Prefix", "/\"><script>")))
        .contains("\"/openapi.json\"")
        .doesNotContain("<script>");
    restart(with(access -> access.withTrustedProxies(List.of())));
    assertThat(Browser.text(browser.get("/api", prefix))).contains("\"/openapi.json\"");
  }

  @Test
  void saysWhoMayFrameItsPages() throws IOException {
    assertThat(Browser.header(browser.get("/"), "Content-Security-Policy"))
        .endsWith("frame-ancestors *");
    restart(with(access -> access.withFrameAncestors(List.of("self", "https://a.example"))));
    assertThat(Browser.header(browser.get("/"), "Content-Security-Policy"))
        .endsWith("frame-ancestors 'self' https://a.example");
    restart(with(access -> access.withFrameAncestors(List.of())));
    assertThat(Browser.header(browser.get("/"), "Content-Security-Policy"))
        .endsWith("frame-ancestors 'none'");
  }

  private ServerSettings with(UnaryOperator<AccessSettings> change) {
    HostSettings host = settings().host();
    return settings().with(host.with(change.apply(host.access())));
  }

  @Test
  void servesItsFoldersAndNothingAround() throws IOException {
    Path extra = Files.createDirectory(folder.resolve("extra"));
    Files.writeString(extra.resolve("regions.geojson"), "{}");
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(extra.resolve("link.txt"), folder.resolve("secret.txt"));
    Path client = folder.resolve("client");
    Files.createDirectories(client.resolve("assets"));
    Files.writeString(client.resolve("index.html"), "<p>{{ api_path }} {{ image }}</p>");
    Files.writeString(client.resolve("assets/index-B3xk2_9a.js"), "1");
    ServerPaths paths = settings().paths();
    restart(
        settings()
            .with(
                new ServerPaths(
                    paths.dataDir(),
                    "/api",
                    new PublishedFolders(
                        Optional.of(client), Optional.empty(), "/manual", Optional.of(extra)),
                    paths.templates(),
                    "https://example.org/manual")));
    HttpResponse<byte[]> page = browser.get("/");
    assertThat(Browser.text(page)).isEqualTo("<p>/api </p>");
    assertThat(Browser.header(page, "Content-Security-Policy")).contains("'unsafe-inline'");
    HttpResponse<byte[]> file = browser.get("/extra/regions.geojson");
    assertThat(Browser.header(file, "Content-Type")).isEqualTo("application/geo+json");
    assertThat(
            browser
                .get("/extra/regions.geojson", "If-None-Match", Browser.header(file, "ETag"))
                .statusCode())
        .isEqualTo(304);
    assertThat(Browser.header(browser.get("/assets/index-B3xk2_9a.js"), "Cache-Control"))
        .contains("immutable");
    assertThat(Browser.header(browser.get("/client/assets/index-B3xk2_9a.js"), "Content-Type"))
        .startsWith("text/javascript");
    for (String outside :
        List.of(
            "/extra/../secret.txt",
            "/extra/%2e%2e/secret.txt",
            "/extra/..%2fsecret.txt",
            "/extra/link.txt",
            "/extra//etc/passwd",
            "/extra/",
            "/%2e%2e/secret.txt")) {
      assertThat(browser.get(outside).statusCode()).as(outside).isIn(400, 404);
    }
  }

  @Test
  void lastsOneShotAndCanBeStoppedByItsPageOnly() throws Exception {
    browser.close();
    server.close();
    CountDownLatch killed = new CountDownLatch(1);
    server =
        VisiomaticServer.start(
            settings().withOneShot(data.resolve("sky.fits")), images, painter, killed::countDown);
    browser = new Browser(server.uri());
    assertThat(browser.get("/api?FIF=anything&CHAN=1&JTL=0,0").statusCode()).isEqualTo(200);
    assertThat(browser.get("/api?CHAN=1&JTL=0,0").statusCode()).isEqualTo(200);
    assertThat(browser.get("/kill").statusCode()).isEqualTo(405);
    assertThat(browser.send("POST", "/kill").statusCode()).isEqualTo(403);
    HttpResponse<byte[]> start = browser.get("/", "If-None-Match", "*");
    assertThat(Browser.header(start, "Cache-Control")).isEqualTo("no-store");
    assertThat(Browser.header(start, "ETag")).isEmpty();
    String page = Browser.text(start);
    String token = page.replaceFirst("(?s).*visiomatic-kill\" content=\"([0-9a-f]+)\".*", "$1");
    assertThat(browser.send("POST", "/kill", "X-Visiomatic-Token", token).statusCode())
        .isEqualTo(204);
    killed.await();
  }

  @Test
  void saysSoWhenThePortIsTaken() {
    assertThatThrownBy(
            () ->
                VisiomaticServer.start(
                    settings().with(settings().host().withPort(server.port())),
                    new FakeImages(),
                    painter,
                    () -> {}))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("cannot listen on localhost:" + server.port());
  }

  @Test
  void startsAndStopsWhateverInterruptionAwaitsTheCaller() throws IOException {
    ServerSettings withAdmin =
        settings().with(settings().operations().with(AdminSettings.onLoopback(0)));
    Thread.currentThread().interrupt();
    VisiomaticServer other = VisiomaticServer.start(withAdmin, new FakeImages(), painter, () -> {});
    int port = other.port();
    int adminPort = other.adminPort().orElseThrow();
    boolean isOpen = isOpen(port);
    boolean isAdminOpen = isOpen(adminPort);
    other.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(isOpen).isTrue();
    assertThat(isAdminOpen).isTrue();
    assertThat(isOpen(port)).isFalse();
    assertThat(isOpen(adminPort)).isFalse();
  }

  private static boolean isOpen(int port) {
    try (Socket visitor = new Socket("localhost", port)) {
      return visitor.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
