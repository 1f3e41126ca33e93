package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.library.FakeImages;

/// Requests that no decent client sends. None of them may hurt the next visitor or dirty the log.
class RudeVisitorsTest {

  @TempDir Path folder;

  private final FakeImages images = new FakeImages();
  private final QuietLog log = new QuietLog();
  private VisiomaticServer server;

  @BeforeEach
  void open() throws IOException {
    FakeImages.write(folder, "sky.fits", 1, 983, 1061);
    ServerSettings settings = ServerSettings.of(folder, folder.resolve("cache"));
    server =
        VisiomaticServer.start(
            settings.with(settings.host().withPort(0)), images, new FakePainter(), () -> {});
  }

  @AfterEach
  void theNextVisitorIsServedAndTheLogWasClean() throws IOException {
    assertThat(ask("GET /api?FIF=sky.fits&CHAN=1&JTL=0,0 HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    server.close();
    log.close();
    assertThat(log.complaints()).isEmpty();
    assertThat(images.open).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/api?FIF=sky.fits&VAL=1,1&CHAN=1&X=<>|^`{} 200|400",
        "/api?FIF=sky.fits&VAL=1,1&CHAN=1&X=[]\\\" 200|400",
        "/api?FIF=%&VAL=1,1 400|404",
        "/api?FIF=%zz&VAL=1,1 400|404",
        "/api?FIF=%ff%fe&INFO 404",
        "/api?FIF=%c0%ae%c0%ae/x&INFO 404",
        "/api?FIF=sky.fits&FIF=../x&INFO 404",
        "/api?&&&=&FIF 422",
        "/%2e%2e/%2e%2e/etc/passwd 400|404",
        "/../../etc/passwd 400|404",
        "//etc/passwd 400|404",
        "/client/..%5c..%5cx 400|404",
        "/%00 400|404",
        "/api;x=1?FIF=sky.fits 200|404",
      })
  void answersOddAddresses(String address, String statuses) throws IOException {
    assertThat(ask("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .matches("(?s)HTTP/1.1 (" + statuses + ") .*")
        .doesNotContain("root:");
  }

  @Test
  void answersLongQueriesAndRefusesEndlessOnes() throws IOException {
    String cuts = "&MINMAX=1:0,1".repeat(100);
    assertThat(
            ask(
                "GET /api?FIF=sky.fits&CHAN=1&JTL=0,0"
                    + cuts
                    + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
    assertThat(
            ask(
                "GET /api?FIF=sky.fits&CHAN=1&JTL=0,0"
                    + cuts
                    + cuts
                    + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 422");
    assertThat(ask("GET /api?FIF=" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
  }

  @Test
  void survivesNoise() throws IOException {
    for (String noise : List.of("\0\1\2\3 nonsense\r\n\r\n", "GET\r\n\r\n", "\r\n\r\n", "")) {
      try (Socket visitor = new Socket("localhost", server.port())) {
        send(visitor, noise);
      }
    }
    assertThat(ask("FETCH /api HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 405");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: Upgrade\r\nUpgrade: h2c\r\n",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: a\r\n",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\n",
      })
  void staysWithItsVersionOfHttpWhenAskedWronglyForAnother(String headers) throws IOException {
    try (Socket visitor = new Socket("localhost", server.port())) {
      send(visitor, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
      visitor.setSoTimeout(10_000);
      assertThat(new String(visitor.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void survivesVisitorsWhoLeaveInTheMiddle() throws Exception {
    images.gate = new CountDownLatch(1);
    try (Socket visitor = new Socket("localhost", server.port())) {
      send(visitor, "GET /api/progress?FIF=sky.fits HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(visitor.getInputStream().readNBytes(15)).hasSize(15);
      visitor.setSoLinger(true, 0);
    }
    try (Socket visitor = new Socket("localhost", server.port())) {
      send(visitor, "GET /api?FIF=sky.fits&RGN=1,1:1062,984 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      visitor.setSoLinger(true, 0);
    }
    try (Socket visitor = new Socket("localhost", server.port())) {
      send(visitor, "GET /api?FIF=sky.fits HTTP/1.1\r\nHo");
    }
    images.gate.countDown();
  }

  /// Reverse proxies ask so, and take a stream without an end for one that broke off.
  @Test
  void endsStreamsProperlyWhenTheConnectionIsToBeClosed() throws IOException {
    assertThat(ask("GET /api/progress?FIF=sky.fits HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .contains("Transfer-Encoding: chunked")
        .endsWith("\r\n0\r\n\r\n");
  }

  private String ask(String request) throws IOException {
    try (Socket visitor = new Socket("localhost", server.port())) {
      send(
          visitor,
          request.replaceFirst("Host: localhost\r\n", "Host: localhost\r\nConnection: close\r\n"));
      InputStream in = visitor.getInputStream();
      visitor.setSoTimeout(10_000);
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static void send(Socket visitor, String text) throws IOException {
    visitor.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    visitor.getOutputStream().flush();
  }
}
