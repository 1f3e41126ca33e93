package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.tiler.source.FitsFixtures;

/// Somebody moves, removes and replaces files below a running server.
@Timeout(60)
class CacheTroubleTest {

  private static final long LONGEST_NANOS = Duration.ofSeconds(20).toNanos();

  @TempDir Path folder;

  private final QuietLog log = new QuietLog();
  private final long begun = System.nanoTime();
  private Path data;
  private Path cache;
  private VisiomaticServer server;
  private Browser browser;

  @BeforeEach
  void open() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    cache = folder.resolve("cache");
    FitsFixtures.ramp(600, 500, 1).writeTo(data.resolve("a.fits"));
    FitsFixtures.ramp(400, 300, 1).writeTo(data.resolve("b.fits"));
    ServerSettings settings = ServerSettings.of(data, cache);
    server = VisiomaticServer.start(settings.with(settings.host().withPort(0)));
    browser = new Browser(server.uri());
  }

  @AfterEach
  void close() {
    browser.close();
    server.close();
    log.close();
  }

  @Test
  void goesOnWhenTheCacheFolderIsRemoved() throws IOException {
    assertThat(value("a.fits", 600, 500)).isEqualTo("{\"values\":[499599.0]}");
    delete(cache);
    // Never asked for before, at any level.
    assertThat(value("a.fits", 17, 401)).isEqualTo("{\"values\":[400016.0]}");
    for (String tile : List.of("0,0", "1,0", "1,1", "2,5")) {
      assertThat(browser.get("/api?FIF=a.fits&CHAN=1&JTL=" + tile).statusCode()).isEqualTo(200);
    }
    assertThat(cache).as("what only reading needs").doesNotExist();
    assertThat(value("b.fits", 400, 300)).isEqualTo("{\"values\":[299399.0]}");
    assertThat(pyramids()).singleElement().asString().startsWith("b.fits-");
    assertThat(browser.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(log.complaints()).isEmpty();
  }

  @Test
  void saysSoWhenTheCacheFolderCannotBeMadeAndRecovers() throws IOException {
    value("a.fits", 1, 1);
    delete(cache);
    Files.writeString(cache, "in the way");
    HttpResponse<byte[]> failed = browser.get("/api?FIF=b.fits&INFO");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(Browser.json(failed).path("detail").asText())
        .matches("[A-Z][^.]*; its log says more\\.")
        .doesNotContain(folder.toString());
    assertThat(value("a.fits", 2, 1)).isEqualTo("{\"values\":[1.0]}");
    assertThat(log.complaints())
        .singleElement()
        .asString()
        .contains("b.fits", "cache_dir")
        .doesNotContain("\n")
        .endsWith(" null");
    Files.delete(cache);
    HttpResponse<byte[]> answer = failed;
    while (answer.statusCode() == 500) {
      assertThat(System.nanoTime() - begun).isLessThan(LONGEST_NANOS);
      answer = browser.get("/api?FIF=b.fits&INFO");
    }
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void showsAFileThatReplacesAnotherAndNeverBothInOne() throws Exception {
    flat(10).writeTo(data.resolve("flat.fits"));
    String old = version();
    String address = "/api?FIF=flat.fits&CHAN=1&FMT=png&MINMAX=1:0,40&RGN=1,1:601,501&VER=" + old;
    HttpResponse<byte[]> before = browser.get(address);
    assertThat(Browser.header(before, "Cache-Control")).contains("immutable");
    flat(20).writeTo(folder.resolve("other.fits"));
    Path next = folder.resolve("other.fits");
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<byte[]>>> last = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String own = address + "&GAM=" + (1 + i);
        last.add(visitors.submit(() -> askUntilItChanges(own)));
      }
      Files.move(next, data.resolve("flat.fits"), StandardCopyOption.REPLACE_EXISTING);
      for (Future<HttpResponse<byte[]>> answer : last) {
        assertThat(Browser.header(answer.get(), "Cache-Control")).doesNotContain("immutable");
      }
    }
    String renewed = version();
    assertThat(renewed).isNotEqualTo(old);
    HttpResponse<byte[]> after = browser.get(address);
    assertThat(Browser.header(after, "ETag")).isNotEqualTo(Browser.header(before, "ETag"));
    assertThat(browser.get(address, "If-None-Match", Browser.header(before, "ETag")).statusCode())
        .isEqualTo(200);
    HttpResponse<byte[]> versioned = browser.get(address.replace(old, renewed));
    assertThat(versioned.body()).isEqualTo(after.body()).isNotEqualTo(before.body());
    assertThat(Browser.header(versioned, "Cache-Control")).contains("immutable");
    assertThat(browser.get("/api?FIF=flat.fits&VAL=1,1").body())
        .asString()
        .isEqualTo("{\"values\":[20.0]}");
    assertThat(log.complaints()).isEmpty();
  }

  /// Asks for a picture of one grey again and again until it is of another grey.
  private HttpResponse<byte[]> askUntilItChanges(String address) {
    byte[] first = browser.get(address).body();
    while (true) {
      HttpResponse<byte[]> answer = browser.get(address);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(greys(answer.body())).hasSize(1);
      if (!java.util.Arrays.equals(answer.body(), first)) {
        return answer;
      }
      assertThat(System.nanoTime() - begun).isLessThan(LONGEST_NANOS);
    }
  }

  private static List<Integer> greys(byte[] picture) {
    try {
      var image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(picture));
      int[] all =
          image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
      return java.util.Arrays.stream(all).distinct().boxed().toList();
    } catch (IOException e) {
      throw new AssertionError("The picture cannot be read.", e);
    }
  }

  private static FitsFixtures.Image flat(float value) {
    float[] pixels = new float[600 * 500];
    java.util.Arrays.fill(pixels, value);
    return FitsFixtures.floats(600, 500, pixels);
  }

  private String version() {
    return Browser.json(browser.get("/api?FIF=flat.fits&INFO")).path("picture_version").asText();
  }

  private String value(String image, int x, int y) {
    HttpResponse<byte[]> answer = browser.get("/api?FIF=" + image + "&VAL=" + x + "," + y);
    return Browser.text(answer);
  }

  private List<String> pyramids() throws IOException {
    try (Stream<Path> entries = Files.list(cache)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}
