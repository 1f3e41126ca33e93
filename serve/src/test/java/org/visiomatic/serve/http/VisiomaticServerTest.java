package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.library.FakeImages;

/// What the image service answers.
class VisiomaticServerTest extends ServerFixture {

  @Test
  void answersEveryKindOfRequest() throws IOException {
    HttpResponse<byte[]> tile = browser.get(TILE);
    assertThat(tile.statusCode()).isEqualTo(200);
    assertThat(Browser.header(tile, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(size(tile)).containsExactly(132, 122, 1);
    assertThat(size(browser.get("/api?FIF=sky.fits&JTL=0,0"))).containsExactly(132, 122, 3);
    assertThat(size(browser.get("/api?FIF=sky.fits&CHAN=1&RGN=1,1:101,51&BIN=3")))
        .containsExactly(50, 25, 1);
    assertThat(Browser.text(browser.get("/api?FIF=sky.fits&obj=IIP,1.0&INFO")))
        .startsWith("IIP:1.0\nMax-size:1061 983\n");
    JsonNode info = Browser.json(browser.get("/api?FIF=sky.fits&INFO"));
    assertThat(info.path("full_size").toString()).isEqualTo("[1061,983]");
    assertThat(info.path("header").path("COMMENT").asText()).isEqualTo("second");
    assertThat(info.path("header").has("NOTHING")).isTrue();
    assertThat(Browser.text(browser.get("/api?FIF=sky.fits"))).isEqualTo("null");
    assertThat(Browser.text(browser.get("/api"))).contains("/openapi.json");
  }

  @Test
  void countsValuesFromOneAndProfilesFromZero() {
    assertThat(Browser.text(browser.get("/api?FIF=cube.fits&CHAN=3&CHAN=9&VAL=7,4")))
        .isEqualTo("{\"values\":[30407.0,null]}");
    assertThat(Browser.text(browser.get("/api?FIF=cube.fits&VAL=1,1")))
        .isEqualTo("{\"values\":[10101.0,20101.0,30101.0,40101.0,50101.0]}");
    assertThat(Browser.text(browser.get("/api?FIF=sky.fits&PFL=2,2:3,3")))
        .isEqualTo(
            "{\"profile\":[{\"x\":1,\"y\":1,\"values\":[null]},{\"x\":2,\"y\":2,\"values\":[null]}]}");
  }

  @Test
  void refusesProfilesOfAbsurdLength() {
    HttpResponse<byte[]> answer = browser.get("/api?FIF=sky.fits&PFL=1,1:999999999999,1");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Browser.text(answer)).contains("shorter line");
  }

  @Test
  void takesNamesInAnyCase() {
    assertThat(browser.get("/api?fif=sky.fits&chan=1&jtl=0,0").body())
        .isEqualTo(browser.get(TILE).body());
  }

  @Test
  void listsEveryBadParameter() {
    HttpResponse<byte[]> answer =
        browser.get("/api?FIF=sky.fits&CHAN=1&BRT=101&QLT=x&MINMAX=1:a,b&JTL=0,0");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Browser.json(answer).path("detail"))
        .extracting(error -> error.path("loc").path(1).asText())
        .containsExactly("BRT", "QLT", "MINMAX");
    assertThat(Browser.json(answer).path("detail").path(0).toString())
        .contains("\"type\":\"value_error.number.not_le\"")
        .contains("\"ctx\":{\"limit_value\":100.0}")
        .contains("ensure this value is less than or equal to 100.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JTL=-1,0",
        "JTL=0,1",
        "JTL=0,-1",
        "JTL=3,20000",
        "RGN=1,1:9,9&BIN=16",
        "RGN=1,1:9,9&BIN=65536"
      })
  void answers404WithAReasonForWhatIsNotThere(String query) {
    HttpResponse<byte[]> answer = browser.get("/api?FIF=sky.fits&CHAN=1&" + query);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Browser.json(answer).path("detail").path(0).path("msg").asText())
        .contains("asked for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.fits",
        "a/../../secret.fits",
        "..%2Fsecret.fits",
        "%2e%2e/secret.fits",
        "..%5Csecret.fits",
        "%2Fetc%2Fpasswd",
        "//etc/passwd",
        "sky.fits%00",
        "%00",
        "C:%5Csecret.fits",
        "c:secret.fits",
        ".",
        "/",
        "./sky.fits",
        "link.fits",
        "linked/secret.fits",
        "%252e%252e/secret.fits"
      })
  void letsNoNameOutOfTheDataFolder(String name) throws IOException {
    Path secret = FakeImages.write(folder, "secret.fits", 1, 4, 4);
    Files.createSymbolicLink(data.resolve("link.fits"), secret);
    Files.createSymbolicLink(data.resolve("linked"), folder);
    HttpResponse<byte[]> answer = browser.get("/api?INFO&FIF=" + name);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Browser.text(answer)).doesNotContain(folder.toString()).contains("Cannot open");
  }

  @Test
  void namesNoPathsWhenAFileCannotBeRead() throws IOException {
    Files.writeString(data.resolve("text.fits"), "hello");
    HttpResponse<byte[]> answer = browser.get("/api?INFO&FIF=text.fits");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Browser.text(answer))
        .contains("The file text.fits holds")
        .doesNotContain(folder.toString());
  }

  @Test
  void buildsOnceAndRendersOnceForManyAtOnce() throws Exception {
    images.gate = new CountDownLatch(1);
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<byte[]>>> answers =
          IntStream.range(0, 200).mapToObj(i -> visitors.submit(() -> browser.get(TILE))).toList();
      images.gate.countDown();
      byte[] first = answers.getFirst().get().body();
      for (Future<HttpResponse<byte[]>> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(answer.get().body()).isEqualTo(first);
      }
    }
    assertThat(images.builds).hasValue(1);
    assertThat(painter.frames).containsOnlyOnce(TILE_FRAME);
  }

  @Test
  void doesNotMixUpVisitors() throws Exception {
    List<String> queries =
        Stream.of("CHAN=1", "CHAN=2&MINMAX=2:0,9", "CHAN=3&INV", "", "MINMAX=1:0,7&MIX=1:1,0,0")
            .flatMap(look -> Stream.of(look + "&JTL=0,0", look + "&JTL=1,0", look + "&JTL=1,1"))
            .map(query -> "/api?FIF=cube.fits&" + query)
            .toList();
    Map<String, byte[]> alone = new ConcurrentHashMap<>();
    queries.forEach(query -> alone.put(query, browser.get(query).body()));
    server.close();
    browser.close();
    start(settings());
    try (ExecutorService visitors = Executors.newFixedThreadPool(16)) {
      List<Future<?>> checks =
          IntStream.range(0, 16)
              .<Future<?>>mapToObj(
                  visitor ->
                      visitors.submit(
                          () -> {
                            for (int i = 0; i < 60; i++) {
                              String query = queries.get((visitor * 7 + i) % queries.size());
                              assertThat(browser.get(query).body()).isEqualTo(alone.get(query));
                            }
                          }))
              .toList();
      for (Future<?> check : checks) {
        check.get();
      }
    }
  }

  @Test
  void sendsNothingAgainThatTheClientHas() {
    HttpResponse<byte[]> first = browser.get(TILE);
    String tag = Browser.header(first, "ETag");
    assertThat(tag).matches("\"[0-9a-f]+\"");
    int paintings = painter.paintings.get();
    HttpResponse<byte[]> second = browser.get(TILE + "&CNT=1&UNKNOWN=2", "If-None-Match", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(Browser.header(second, "ETag")).isEqualTo(tag);
    assertThat(painter.paintings).hasValue(paintings);
    assertThat(browser.get(TILE + "&CNT=2", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void compressesJsonForThoseWhoTakeIt() throws IOException {
    HttpResponse<byte[]> plain = browser.get("/api?FIF=sky.fits&PFL=1,1:200,1");
    HttpResponse<byte[]> packed =
        browser.get("/api?FIF=sky.fits&PFL=1,1:200,1", "Accept-Encoding", "gzip");
    assertThat(Browser.header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(Browser.header(packed, "Vary")).contains("Accept-Encoding");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
        .isEqualTo(plain.body());
  }

  @Test
  void letsClientsWatchABuildInsteadOfWaiting() throws Exception {
    images.gate = new CountDownLatch(1);
    HttpResponse<byte[]> later = browser.get(TILE, "Prefer", "respond-async");
    assertThat(later.statusCode()).isEqualTo(202);
    String progress = Browser.json(later).path("progress").asText();
    assertThat(Browser.header(later, "Location")).isEqualTo(progress);
    JsonNode status = awaitBuilding(progress);
    assertThat(status.path("fraction").asDouble()).isEqualTo(0.5);
    assertThat(status.path("stage").asText()).isEqualTo("tiling");

    HttpResponse<Stream<String>> events =
        browser
            .client()
            .send(
                java.net.http.HttpRequest.newBuilder(server.uri().resolve(progress)).build(),
                HttpResponse.BodyHandlers.ofLines());
    assertThat(Browser.header(events, "Content-Type")).isEqualTo("text/event-stream");
    List<String> lines =
        events
            .body()
            .peek(line -> images.gate.countDown())
            .filter(line -> !line.isEmpty())
            .toList();
    assertThat(lines.getFirst()).isEqualTo("event: progress");
    assertThat(lines.get(1)).startsWith("data: {\"image\":\"sky.fits\",\"state\":\"building\"");
    assertThat(lines.getLast()).contains("\"state\":\"ready\",\"fraction\":1.0");
    assertThat(browser.get(TILE, "Prefer", "respond-async").statusCode()).isEqualTo(200);
    assertThat(images.builds).hasValue(1);
  }

  @Test
  void goesOnBuildingWhenTheVisitorLeaves() throws Exception {
    images.gate = new CountDownLatch(1);
    var request = java.net.http.HttpRequest.newBuilder(server.uri().resolve(TILE)).build();
    var impatient = browser.client().sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    awaitBuilding("/api/progress?FIF=sky.fits");
    impatient.cancel(true);
    images.gate.countDown();
    assertThat(browser.get(TILE).statusCode()).isEqualTo(200);
    assertThat(images.builds).hasValue(1);
  }

  @Test
  void tellsWhyABuildFailed() throws IOException {
    Files.writeString(data.resolve("text.fits"), "hello");
    HttpResponse<byte[]> events = browser.get("/api/progress?FIF=text.fits");
    assertThat(Browser.text(events)).contains("\"state\":\"failed\"").contains("three numbers");
    assertThat(browser.get("/api/progress?FIF=missing.fits").statusCode()).isEqualTo(404);
    assertThat(browser.get("/api/progress").statusCode()).isEqualTo(422);
  }

  @Test
  void stopsWhileAnImageIsBeingBuilt() throws Exception {
    images.gate = new CountDownLatch(1);
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<byte[]>> waiting = visitors.submit(() -> browser.get(TILE));
      awaitBuilding("/api/progress?FIF=sky.fits");
      server.close();
      assertThat(waiting.get().statusCode()).isEqualTo(503);
    }
  }

  private JsonNode awaitBuilding(String progress) {
    while (true) {
      JsonNode status = Browser.json(browser.get(progress, "Accept", "application/json"));
      if (status.path("state").asText().equals("building")) {
        return status;
      }
      Thread.onSpinWait();
    }
  }

  private static int[] size(HttpResponse<byte[]> jpeg) throws IOException {
    assertThat(jpeg.statusCode()).isEqualTo(200);
    var image = ImageIO.read(new ByteArrayInputStream(jpeg.body()));
    return new int[] {image.getWidth(), image.getHeight(), image.getRaster().getNumBands()};
  }
}
