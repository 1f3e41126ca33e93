package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ServerPaths;
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
    restart(settings().with(new HostSettings("localhost", 0, "/vis", true, 2, List.of())));
    for (String prefix : List.of("", "/vis")) {
      assertThat(browser.get(prefix + TILE).statusCode()).isEqualTo(200);
      assertThat(Browser.text(browser.get(prefix + "/api"))).contains("\"/vis/openapi.json\"");
    }
  }

  @Test
  void allowsConfiguredOriginsOnly() throws IOException {
    assertThat(
            Browser.header(
                browser.get(TILE, "Origin", "https://a.example"), "Access-Control-Allow-Origin"))
        .isEmpty();
    restart(
        settings()
            .with(new HostSettings("localhost", 0, "", false, 2, List.of("https://a.example"))));
    HttpResponse<byte[]> allowed = browser.get(TILE, "Origin", "https://a.example");
    assertThat(Browser.header(allowed, "Access-Control-Allow-Origin"))
        .isEqualTo("https://a.example");
    assertThat(Browser.header(allowed, "Vary")).contains("Origin");
    HttpResponse<byte[]> refused = browser.get(TILE, "Origin", "https://b.example");
    assertThat(Browser.header(refused, "Access-Control-Allow-Origin")).isEmpty();
    assertThat(Browser.header(refused, "Vary")).contains("Origin");
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
                    java.util.Optional.of(client),
                    java.util.Optional.empty(),
                    "/manual",
                    java.util.Optional.of(extra),
                    java.util.Optional.empty(),
                    "base.html",
                    "banner.html",
                    "https://example.org/manual")));
    assertThat(Browser.text(browser.get("/"))).isEqualTo("<p>/api </p>");
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
    String page = Browser.text(browser.get("/"));
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
}
