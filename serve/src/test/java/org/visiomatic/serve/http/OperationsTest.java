package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.CacheSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.OperationsSettings.LogFormat;
import org.visiomatic.serve.Reloaded;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Painter;
import org.visiomatic.serve.library.FakeImages;

/// What operators see of a server.
@Timeout(60)
class OperationsTest extends ServerFixture {

  private static final String TOKEN = "0123456789abcdef";
  private static final Pattern SAMPLE =
      Pattern.compile("[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [0-9.E+-]+|.* \\+Inf");

  @Test
  void saysThatItIsAliveAndReady() throws IOException {
    Files.createDirectories(folder.resolve("cache"));
    HttpResponse<byte[]> health = browser.get("/healthz");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(Browser.text(health)).isEqualTo("{\"status\":\"ok\"}");
    HttpResponse<byte[]> ready = browser.get("/readyz");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(Browser.header(ready, "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void makesAMissingCacheFolderInsteadOfBeingNotReady() {
    assertThat(folder.resolve("cache")).doesNotExist();
    assertThat(browser.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(folder.resolve("cache")).isEmptyDirectory();
  }

  @Test
  void isNotReadyWithoutItsFoldersAndSaysWhy() throws IOException {
    Files.move(data, folder.resolve("elsewhere"));
    Files.writeString(folder.resolve("cache"), "in the way");
    HttpResponse<byte[]> answer = browser.get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(Browser.header(answer, "Retry-After")).isEqualTo("1");
    assertThat(Browser.json(answer).path("reasons"))
        .extracting(JsonNode::asText)
        .anySatisfy(reason -> assertThat(reason).contains("data_dir"))
        .anySatisfy(reason -> assertThat(reason).contains("cache_dir"))
        .noneSatisfy(reason -> assertThat(reason).contains(folder.toString()));
    assertThat(browser.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void countsRequestsTilesAndBuilds() throws IOException {
    browser.get(TILE);
    browser.get(TILE);
    browser.get(TILE + "&CNT=2");
    browser.get("/api?FIF=missing.fits&INFO");
    String page = metrics();
    assertThat(page.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> SAMPLE.matcher(line).matches());
    assertThat(sample(page, "visiomatic_http_requests_total{kind=\"tile\",status=\"200\"}"))
        .isEqualTo(3);
    assertThat(sample(page, "visiomatic_http_requests_total{kind=\"info\",status=\"404\"}"))
        .isEqualTo(1);
    assertThat(sample(page, "visiomatic_tiles_hits_total")).isEqualTo(1);
    assertThat(sample(page, "visiomatic_tiles_misses_total")).isEqualTo(2);
    assertThat(sample(page, "visiomatic_tiles_entries")).isEqualTo(2);
    assertThat(sample(page, "visiomatic_tiles_bytes")).isGreaterThan(1000);
    assertThat(sample(page, "visiomatic_pyramids_misses_total")).isEqualTo(1);
    assertThat(sample(page, "visiomatic_builds_total{result=\"done\"}")).isEqualTo(1);
    assertThat(sample(page, "visiomatic_builds_running")).isZero();
    assertThat(sample(page, "visiomatic_builds_waiting")).isZero();
    assertThat(sample(page, "visiomatic_stage_duration_seconds_count{stage=\"open\"}"))
        .isEqualTo(3);
    assertThat(sample(page, "visiomatic_stage_duration_seconds_count{stage=\"queue\"}"))
        .isEqualTo(2);
    assertThat(sample(page, "process_open_fds")).isPositive();
    assertThat(sample(page, "jvm_memory_used_bytes{area=\"heap\"}")).isPositive();
  }

  @Test
  void countsWhatIsMadeOnceForManyAndWhatMakesRoom() throws Exception {
    CacheSettings cache = settings().cache();
    CacheSettings small =
        new CacheSettings(
            cache.cacheDir(),
            false,
            cache.limits(),
            cache.storage(),
            1,
            cache.maxCacheTileBytes(),
            100,
            Optional.empty());
    restart(settings().with(small));
    images.gate = new CountDownLatch(1);
    painter.gate = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<byte[]>>> three = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      three.add(CompletableFuture.supplyAsync(() -> browser.get(TILE), Thread::startVirtualThread));
    }
    await("visiomatic_pyramids_coalesced_total", 2);
    images.gate.countDown();
    await("visiomatic_tiles_coalesced_total", 2);
    painter.gate.countDown();
    for (CompletableFuture<HttpResponse<byte[]>> answer : three) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
    assertThat(sample(metrics(), "visiomatic_tiles_evictions_total")).isZero();
    browser.get(TILE + "&CNT=2");
    await("visiomatic_tiles_evictions_total", 1);
    assertThat(sample(metrics(), "visiomatic_pyramids_evictions_total")).isZero();
    for (int i = 0; i < small.maxOpenPyramids(); i++) {
      FakeImages.write(data, i + ".fits", 1, 10, 10);
      assertThat(browser.get("/api?INFO&FIF=" + i + ".fits").statusCode()).isEqualTo(200);
    }
    await("visiomatic_pyramids_evictions_total", 1);
    String page = metrics();
    assertThat(sample(page, "visiomatic_tiles_coalesced_total")).isEqualTo(2);
    assertThat(sample(page, "visiomatic_pyramids_coalesced_total")).isEqualTo(2);
    assertThat(sample(page, "visiomatic_tiles_entries")).isEqualTo(1);
  }

  @Test
  void tellsVisitorsWhereTheTimeWent() throws IOException {
    browser.close();
    server.close();
    server = VisiomaticServer.start(settings(), images, Painter.ofTiler(), () -> {});
    browser = new Browser(server.uri());
    String drawn = "(open;dur=N, )?queue;dur=N, render;dur=N, encode;dur=N";
    String read = "(open;dur=N, )?queue;dur=N, read;dur=N";
    assertThat(timing(TILE)).matches(drawn);
    assertThat(timing(TILE)).contains("cache;desc=hit");
    assertThat(timing("/api?FIF=sky.fits&CHAN=1&RGN=1,1:50,50")).matches(drawn);
    assertThat(timing("/api?FIF=sky.fits&CHAN=1&VAL=1,1")).matches(read);
    assertThat(timing("/api?FIF=sky.fits&INFO")).isEmpty();
    assertThat(timing("/api?FIF=missing.fits&CHAN=1&JTL=0,0")).isEmpty();
  }

  /// With N in place of milliseconds with two decimals.
  private String timing(String address) {
    return Browser.header(browser.get(address), "Server-Timing")
        .replaceAll("dur=\\d+\\.\\d\\d(?=,|$)", "dur=N");
  }

  @Test
  void writesAFamilyOnceWithHelpAndTypeBeforeItsSamples() {
    List<String> types =
        metrics()
            .lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(l -> l.split(" ")[2])
            .toList();
    assertThat(types).doesNotHaveDuplicates().hasSizeGreaterThan(25);
  }

  @Test
  void refusesToBuildWhatIsTooLarge() throws IOException {
    restart(settings().with(settings().engine().withMaxBuildPixels(500_000)));
    HttpResponse<byte[]> answer = browser.get(TILE);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Browser.text(answer)).contains("sky.fits has ").contains("max_build_pixels");
    assertThat(browser.get("/api?FIF=cube.fits&INFO").statusCode()).isEqualTo(422);
    FakeImages.write(data, "small.fits", 1, 500, 600);
    assertThat(browser.get("/api?FIF=small.fits&INFO").statusCode()).isEqualTo(200);
    assertThat(sample(metrics(), "visiomatic_rejected_total{reason=\"build_size\"}")).isEqualTo(2);
  }

  @Test
  void writesTheAccessLogToAFileInBothForms() throws IOException {
    Path file = folder.resolve("access.log");
    HostSettings logged = new HostSettings("localhost", 0, "", true, 2, AccessSettings.defaults());
    restart(settings().with(logged).with(settings().operations().with(LogFormat.COMBINED, file)));
    browser.get("/healthz?a=%22b", "User-Agent", "te\"st", "Referer", "http://a.example/");
    restart(settings().with(logged).with(settings().operations().with(LogFormat.JSON, file)));
    browser.get("/healthz");
    server.close();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .matches(
            "127\\.0\\.0\\.1 - - \\[\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}] "
                + "\"GET /healthz\\?a=%22b HTTP/1\\.1\" 200 \\d+ \"http://a\\.example/\" \"te\\\\\"st\" [0-9.]+");
    JsonNode json = new ObjectMapper().readTree(lines.getLast());
    assertThat(json.path("target").asText()).isEqualTo("/healthz");
    assertThat(json.path("status").asInt()).isEqualTo(200);
    assertThat(json.path("milliseconds").isNumber()).isTrue();
  }

  @Test
  void logsVisitorsWhoLeftAsMetricsCountThem() throws Exception {
    Path file = folder.resolve("access.log");
    HostSettings logged = new HostSettings("localhost", 0, "", true, 1, AccessSettings.defaults());
    restart(settings().with(logged).with(settings().operations().with(LogFormat.JSON, file)));
    browser.get(TILE);
    painter.gate = new CountDownLatch(1);
    CompletableFuture<HttpResponse<byte[]>> painting =
        CompletableFuture.supplyAsync(() -> browser.get(TILE + "&CNT=2"));
    await("visiomatic_render_working", 1);
    try (Socket visitor = new Socket("localhost", server.port())) {
      String request = "GET " + TILE + "&CNT=3 HTTP/1.1\r\nHost: localhost\r\n\r\n";
      visitor.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      await("visiomatic_render_waiting", 1);
    }
    await("visiomatic_render_waiting", 0);
    painter.gate.countDown();
    assertThat(painting.get().statusCode()).isEqualTo(200);
    await("visiomatic_http_requests_in_flight", 1);
    assertThat(sample(metrics(), "visiomatic_http_requests_total{kind=\"tile\",status=\"499\"}"))
        .isEqualTo(1);
    server.close();
    assertThat(Files.readAllLines(file))
        .anyMatch(line -> line.contains("CNT=2") && line.contains("\"status\":200"))
        .anyMatch(line -> line.contains("CNT=3") && line.contains("\"status\":499"));
  }

  @Test
  void believesOtherProxiesAfterAReload() throws IOException {
    Path file = folder.resolve("access.log");
    HostSettings logged = new HostSettings("localhost", 0, "", true, 1, AccessSettings.defaults());
    ServerSettings believing =
        settings().with(logged).with(settings().operations().with(LogFormat.JSON, file));
    AccessSettings nobody = AccessSettings.defaults().withTrustedProxies(List.of());
    ServerSettings doubting = believing.with(logged.with(nobody));
    restart(doubting);
    assertThat(tellOfAProxy("1")).doesNotContain("/public");
    server.follow(believing);
    assertThat(tellOfAProxy("2")).contains("/public");
    server.follow(doubting);
    assertThat(tellOfAProxy("3")).doesNotContain("/public");
    server.close();
    assertThat(Files.readAllLines(file))
        .extracting(line -> Browser.json(line).path("client").asText())
        .containsExactly("127.0.0.1", "192.0.2.2", "127.0.0.1");
  }

  private String tellOfAProxy(String client) {
    String[] headers = {
      "X-Forwarded-For", "192.0.2." + client, "X-Forwarded-Prefix", "/public",
    };
    return Browser.text(browser.get("/api", headers));
  }

  @Test
  void beginsTheAccessLogAnewWhenItWasMoved() throws Exception {
    Path file = folder.resolve("access.log");
    HostSettings logged = new HostSettings("localhost", 0, "", true, 2, AccessSettings.defaults());
    restart(settings().with(logged).with(settings().operations().with(LogFormat.COMBINED, file)));
    browser.get("/healthz");
    while (Files.size(file) == 0) {
      Thread.onSpinWait();
    }
    Files.move(file, folder.resolve("access.log.1"));
    while (!Files.exists(file) || Files.size(file) == 0) {
      browser.get("/healthz");
    }
    assertThat(Files.readString(file)).contains("GET /healthz");
  }

  @Test
  void showsAdministratorsWhatIsOpenAndPutsItAway() throws IOException {
    restart(settings().with(settings().operations().with(AdminSettings.onLoopback(0))));
    browser.get(TILE);
    try (Browser admin = admin()) {
      JsonNode image = Browser.json(admin.get("/admin/images")).path("images").path(0);
      assertThat(image.path("image").asText()).isEqualTo("sky.fits");
      assertThat(image.path("width").asInt()).isEqualTo(1061);
      assertThat(image.path("users").asInt()).isZero();
      JsonNode stats = Browser.json(admin.get("/admin/stats"));
      assertThat(stats.path("tiles").path("entries").asInt()).isEqualTo(1);
      assertThat(stats.path("builds").path("done").asInt()).isEqualTo(1);
      JsonNode evicted = Browser.json(admin.send("POST", "/admin/evict?image=sky.fits"));
      assertThat(evicted.path("evicted").asBoolean()).isTrue();
      assertThat(evicted.path("tiles").asInt()).isEqualTo(1);
      assertThat(Browser.json(admin.get("/admin/images")).path("images")).isEmpty();
      assertThat(images.open).hasValue(0);
      JsonNode warmed = Browser.json(admin.send("POST", "/admin/warm?image=sky.fits&levels=2"));
      assertThat(warmed.path("levels").asInt()).isEqualTo(2);
      assertThat(warmed.path("tiles").asInt()).isEqualTo(1 + 2);
      assertThat(images.open).hasValue(1);
      // Resolution 0 and 1 of the only channel, as the client asks for them.
      assertThat(warmed.path("drawn").asInt()).isEqualTo(1 + 2);
      long hits = Browser.json(admin.get("/admin/stats")).path("tiles").path("hits").asLong();
      browser.get(TILE);
      assertThat(Browser.json(admin.get("/admin/stats")).path("tiles").path("hits").asLong())
          .isEqualTo(hits + 1);
      JsonNode cube = Browser.json(admin.send("POST", "/admin/warm?image=cube.fits&levels=1"));
      assertThat(cube.path("tiles").asInt()).isEqualTo(5);
      assertThat(cube.path("drawn").asInt()).isZero();
      JsonNode all = Browser.json(admin.send("POST", "/admin/evict?all"));
      assertThat(all.path("images").asInt()).isEqualTo(2);
      assertThat(all.path("tiles").asInt()).isEqualTo(3);
      assertThat(images.open).hasValue(0);
      assertThat(admin.get("/admin/evict?image=sky.fits").statusCode()).isEqualTo(405);
      assertThat(admin.send("POST", "/admin/evict").statusCode()).isEqualTo(422);
      assertThat(admin.send("POST", "/admin/evict?image=../x").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void reloadsWhenSomebodySaidHow() throws IOException {
    restart(settings().with(settings().operations().with(AdminSettings.onLoopback(0))));
    try (Browser admin = admin()) {
      assertThat(admin.send("POST", "/admin/reload").statusCode()).isEqualTo(409);
      AtomicInteger reloads = new AtomicInteger();
      server.onReload(
          () -> {
            reloads.incrementAndGet();
            return new Reloaded.Followed(List.of("gamma"), List.of("workers"));
          });
      HttpResponse<byte[]> reloaded = admin.send("POST", "/admin/reload");
      assertThat(reloads).hasValue(1);
      assertThat(Browser.text(reloaded))
          .isEqualTo("{\"reloaded\":true,\"changed\":[\"gamma\"],\"waiting\":[\"workers\"]}");
      server.onReload(() -> new Reloaded.Refused("The setting gamma is 99."));
      HttpResponse<byte[]> refused = admin.send("POST", "/admin/reload");
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(Browser.text(refused)).isEqualTo("{\"detail\":\"The setting gamma is 99.\"}");
    }
  }

  @Test
  void showsAdministratorsWhatIsBeingAnswered() throws Exception {
    restart(settings().with(settings().operations().with(AdminSettings.onLoopback(0))));
    browser.get(TILE);
    painter.gate = new CountDownLatch(1);
    try (Browser admin = admin()) {
      CompletableFuture<HttpResponse<byte[]>> slow =
          CompletableFuture.supplyAsync(() -> browser.get(TILE + "&CNT=3"));
      JsonNode stats = Browser.json(admin.get("/admin/stats"));
      while (stats.path("render").path("working").asInt() == 0) {
        stats = Browser.json(admin.get("/admin/stats"));
      }
      JsonNode running = stats.path("running");
      assertThat(running).hasSize(1);
      assertThat(running.path(0).path("target").asText()).isEqualTo(TILE + "&CNT=3");
      assertThat(running.path(0).path("kind").asText()).isEqualTo("tile");
      assertThat(running.path(0).path("seconds").asDouble()).isNotNegative();
      painter.gate.countDown();
      assertThat(slow.get().statusCode()).isEqualTo(200);
      JsonNode after = Browser.json(admin.get("/admin/stats"));
      while (after.path("requests").path("answered").asInt() < 2) {
        after = Browser.json(admin.get("/admin/stats"));
      }
      assertThat(after.path("running")).isEmpty();
      assertThat(after.path("recent").path("answered").asInt()).isEqualTo(2);
      assertThat(after.path("recent").path("max_milliseconds").asDouble()).isPositive();
      assertThat(after.path("stages").path("encode").path("count").asInt()).isNotNegative();
      assertThat(after.path("reasons")).isEmpty();
    }
  }

  @Test
  void letsOnlyAdministratorsIn() throws IOException {
    assertThat(server.adminPort()).isEmpty();
    AdminSettings secret = new AdminSettings("localhost", 0, Optional.of(TOKEN));
    restart(settings().with(settings().operations().with(secret)));
    assertThat(browser.get("/admin/stats").statusCode()).isEqualTo(404);
    try (Browser admin = admin()) {
      assertThat(admin.get("/admin/stats").statusCode()).isEqualTo(401);
      assertThat(admin.get("/admin/stats", "Authorization", "Bearer " + TOKEN + "x").statusCode())
          .isEqualTo(401);
      assertThat(admin.get("/admin/stats", "Authorization", "Bearer " + TOKEN).statusCode())
          .isEqualTo(200);
      assertThat(admin.get("/api", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(404);
    }
    restart(settings().with(settings().operations().with(AdminSettings.onLoopback(0))));
    try (Browser admin = admin()) {
      assertThat(admin.get("/admin/stats", "Origin", "http://evil.example").statusCode())
          .isEqualTo(403);
    }
    assertThatThrownBy(() -> new AdminSettings("0.0.0.0", 1, Optional.empty()))
        .hasMessageContaining("admin_token");
    assertThatThrownBy(() -> new AdminSettings("0.0.0.0", 1, Optional.of("short")))
        .hasMessageContaining("at least 16");
    assertThat(secret.toString()).doesNotContain(TOKEN);
  }

  private Browser admin() {
    return new Browser(URI.create("http://localhost:" + server.adminPort().orElseThrow() + "/"));
  }

  private void await(String name, double value) {
    while (sample(metrics(), name) != value) {
      Thread.onSpinWait();
    }
  }

  private String metrics() {
    HttpResponse<byte[]> answer = browser.get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Browser.header(answer, "Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    return Browser.text(answer);
  }

  static double sample(String page, String name) {
    Matcher matcher = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(page);
    assertThat(matcher.find()).as(name).isTrue();
    return Double.parseDouble(matcher.group(1));
  }
}
