package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.tiler.source.FitsFixtures;

/// Whatever happens below and around a server: once its images are put away, it has no more files,
/// connections and maps open than before.
@Timeout(120)
class OpenFilesTest {

  private static final String FILES = "process_open_fds";
  private static final String MAPS = "visiomatic_mapped_bytes";

  /// A file that changes is noticed within a second: many of them change together.
  private static final int IMAGES = 10;

  private static final int ROUNDS = 5;

  /// Of three visitors each.
  private static final int LEAVINGS = 10;

  private static final int WIDTH = 300;
  private static final int HEIGHT = 280;

  @TempDir Path folder;

  private final QuietLog log = new QuietLog();
  private Path data;
  private Path cache;
  private VisiomaticServer server;
  private Browser browser;
  private Browser admin;

  @BeforeEach
  void open() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    cache = folder.resolve("cache");
    ServerSettings settings = ServerSettings.of(data, cache);
    server =
        VisiomaticServer.start(
            settings
                .with(settings.host().withPort(0))
                .with(settings.operations().with(AdminSettings.onLoopback(0))));
    browser = new Browser(server.uri());
    admin = new Browser(URI.create("http://localhost:" + server.adminPort().orElseThrow() + "/"));
  }

  @AfterEach
  void theLogWasClean() {
    admin.close();
    browser.close();
    server.close();
    log.close();
    assertThat(log.complaints()).isEmpty();
  }

  @Test
  void areGivenBackWhenSourcesWereReplaced() throws IOException {
    replaceAndView(0);
    evictAll();
    Readings before = Readings.of(browser);
    for (int round = 1; round <= ROUNDS; round++) {
      replaceAndView(round);
    }
    demandNoMoreThan(before);
  }

  @Test
  void areGivenBackWhenTheCacheWasDeleted() throws IOException {
    deleteTheCacheBetweenViews(0);
    evictAll();
    Readings before = Readings.of(browser);
    for (int round = 1; round <= ROUNDS * IMAGES; round++) {
      deleteTheCacheBetweenViews(round);
    }
    demandNoMoreThan(before);
  }

  @Test
  void areGivenBackWhenVisitorsLeaveInTheMiddle() throws IOException {
    noise(2000).writeTo(data.resolve("noise.fits"));
    leaveInTheMiddle();
    view("noise.fits");
    evictAll();
    Readings before = Readings.of(browser);
    for (int i = 0; i < LEAVINGS; i++) {
      leaveInTheMiddle();
    }
    view("noise.fits");
    demandNoMoreThan(before);
  }

  /// Puts other files in the place of all, and views each until it is the other.
  private void replaceAndView(int round) throws IOException {
    Map<String, String> identities = new LinkedHashMap<>();
    for (int i = 0; i < IMAGES; i++) {
      String name = "image" + i + ".fits";
      if (round > 0) {
        identities.put(name, identity(name));
      }
      Path other = folder.resolve("other.fits");
      FitsFixtures.ramp(WIDTH + round, HEIGHT, 1).writeTo(other);
      Files.move(other, data.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      view(name);
    }
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    identities.forEach(
        (name, old) -> {
          while (identity(name).equals(old)) {
            assertThat(System.nanoTime()).as("%s is still the old one", name).isLessThan(end);
          }
          view(name);
        });
  }

  private void deleteTheCacheBetweenViews(int round) throws IOException {
    String name = "image" + round + ".fits";
    FitsFixtures.ramp(WIDTH, HEIGHT, 1).writeTo(data.resolve(name));
    assertThat(browser.get("/api?CHAN=1&JTL=0,0&FIF=" + name).statusCode()).isEqualTo(200);
    delete(cache);
    view(name);
  }

  /// Leaves with a reset before, in and after the head of a picture that no buffer holds.
  private void leaveInTheMiddle() throws IOException {
    for (int bytes : new int[] {0, 1, 20_000}) {
      try (Socket visitor = new Socket()) {
        visitor.setReceiveBufferSize(4096);
        visitor.connect(new InetSocketAddress("localhost", server.port()));
        visitor.setSoTimeout(20_000);
        visitor
            .getOutputStream()
            .write(
                "GET /api?FIF=noise.fits&FMT=png&RGN=1,1:2001,2001 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(visitor.getInputStream().readNBytes(bytes)).hasSize(bytes);
        visitor.setSoLinger(true, 0);
      }
    }
  }

  private void view(String name) {
    for (String rest : new String[] {"JTL=0,0", "JTL=1,0", "JTL=1,3", "RGN=1,1:200,100&FMT=png"}) {
      assertThat(browser.get("/api?CHAN=1&FIF=" + name + "&" + rest).statusCode()).isEqualTo(200);
    }
  }

  private String identity(String name) {
    return Browser.json(browser.get("/api?INFO&FIF=" + name)).path("identity").asText();
  }

  /// @return how many were open
  private int evictAll() {
    return Browser.json(admin.send("POST", "/admin/evict?all")).path("images").asInt();
  }

  /// Work that was given up may take a moment to end.
  private void demandNoMoreThan(Readings before) {
    assertThat(Readings.of(browser).maps()).as("maps of open images").isGreaterThan(before.maps());
    assertThat(evictAll()).isPositive();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Readings after = Readings.of(browser);
    while (!after.isAtMost(before) && System.nanoTime() < end) {
      after = Readings.of(browser);
    }
    assertThat(after.maps()).as(MAPS).isLessThanOrEqualTo(before.maps());
    assertThat(after.files()).as(FILES).isLessThanOrEqualTo(before.files());
  }

  private static FitsFixtures.Image noise(int size) {
    float[] pixels = new float[size * size];
    Random random = new Random(7);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    return FitsFixtures.floats(size, size, pixels);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  /// What the process has open.
  private record Readings(double files, double maps) {

    static Readings of(Browser browser) {
      String page = Browser.text(browser.get("/metrics"));
      return new Readings(OperationsTest.sample(page, FILES), OperationsTest.sample(page, MAPS));
    }

    boolean isAtMost(Readings other) {
      return files <= other.files && maps <= other.maps;
    }
  }
}
