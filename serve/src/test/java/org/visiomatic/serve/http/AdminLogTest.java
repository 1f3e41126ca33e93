package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.ops.Telemetry;

/// The log as administrators read and follow it.
class AdminLogTest extends ServerFixture {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Telemetry telemetry = new Telemetry();

  @BeforeEach
  void openAdmin() throws IOException {
    browser.close();
    server.close();
    server =
        VisiomaticServer.start(
            settings().with(settings().operations().with(AdminSettings.onLoopback(0))),
            images,
            painter,
            telemetry,
            Patience.USUAL,
            () -> {});
    browser = new Browser(server.uri());
  }

  private List<JsonNode> lines(String query) throws IOException {
    try (Browser admin = admin()) {
      HttpResponse<byte[]> answer = admin.get("/admin/log" + query);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Browser.header(answer, "Content-Type")).isEqualTo("application/x-ndjson");
      List<JsonNode> lines = new ArrayList<>();
      for (String line : Browser.text(answer).lines().toList()) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    }
  }

  /// Requests are noted when they are over, which is after their visitors have the answer.
  private void awaitEnds(int requests) {
    while (telemetry.answered() < requests) {
      Thread.onSpinWait();
    }
  }

  private Browser admin() {
    return new Browser(URI.create("http://localhost:" + server.adminPort().orElseThrow() + "/"));
  }

  /// Somebody who follows the log and reads it only when told to.
  private final class Follower implements AutoCloseable {

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final String status;

    Follower(String query) throws IOException {
      socket.setReceiveBufferSize(1 << 16);
      socket.connect(new InetSocketAddress("localhost", server.adminPort().orElseThrow()));
      socket
          .getOutputStream()
          .write(
              "GET /admin/log?follow%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .formatted(query)
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream bytes = socket.getInputStream();
      in = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
      status = in.readLine();
    }

    /// The next line that is an object, past headers and the sizes of chunks.
    JsonNode next() throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("{")) {
          return JSON.readTree(line);
        }
      }
      throw new IOException("The log has ended.");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void remembersRequestsAndEventsWithoutAnAccessLog() throws IOException {
    browser.get(TILE);
    browser.get("/api?FIF=missing.fits&INFO", "X-Forwarded-For", "192.0.2.7");
    awaitEnds(2);
    List<JsonNode> lines = lines("");
    assertThat(lines.getFirst().path("type").asText()).isEqualTo("event");
    assertThat(lines.getFirst().path("message").asText()).startsWith("The server listens at http");
    assertThat(lines)
        .anySatisfy(
            line -> assertThat(line.path("message").asText()).startsWith("Built the pyramid of /"));
    JsonNode tile = lines("?slow=0&lines=2").get(0);
    assertThat(tile.fieldNames())
        .toIterable()
        .containsExactly(
            "type",
            "time",
            "client",
            "method",
            "target",
            "kind",
            "status",
            "bytes",
            "milliseconds");
    assertThat(tile.path("target").asText()).isEqualTo(TILE);
    assertThat(tile.path("kind").asText()).isEqualTo("tile");
    assertThat(tile.path("bytes").asLong()).isGreaterThan(1000);
    JsonNode missing = lines("?lines=1").getFirst();
    assertThat(missing.path("client").asText()).isEqualTo("192.0.2.7");
    assertThat(missing.path("status").asInt()).isEqualTo(404);
  }

  @Test
  void givesTheLinesThatAreWanted() throws IOException {
    browser.get(TILE);
    browser.get("/healthz");
    browser.get("/api?FIF=missing.fits&INFO");
    browser.get("/api?FIF=other.fits&INFO");
    awaitEnds(4);
    assertThat(lines("?lines=0")).isEmpty();
    assertThat(lines("?status=4xx")).hasSize(2);
    assertThat(lines("?status=404&lines=1"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("target").asText()).contains("other.fits"));
    assertThat(lines("?status=200"))
        .extracting(line -> line.path("kind").asText())
        .containsExactly("tile", "operations");
    assertThat(lines("?slow=100000000")).isEmpty();
    try (Browser admin = admin()) {
      for (String wrong : List.of("lines=x", "lines=4097", "status=6xx", "status=4x", "slow=-1")) {
        assertThat(admin.get("/admin/log?" + wrong).statusCode()).as(wrong).isEqualTo(422);
      }
      assertThat(admin.send("HEAD", "/admin/log?follow").statusCode()).isEqualTo(200);
      assertThat(admin.send("POST", "/admin/log").statusCode()).isEqualTo(405);
      assertThat(admin.get("/admin/log", "Origin", "http://evil.example").statusCode())
          .isEqualTo(403);
    }
    assertThat(browser.get("/admin/log").statusCode()).isEqualTo(404);
  }

  @Test
  void tellsFollowersWhatHappensUntilTheServerStops() throws IOException {
    try (Follower follower = new Follower("&lines=0")) {
      assertThat(follower.status).contains(" 200 ");
      browser.get("/healthz?while");
      assertThat(follower.next().path("target").asText()).isEqualTo("/healthz?while");
      browser.close();
      server.close();
      assertThat(follower.next().path("message").asText())
          .isEqualTo("The server is being stopped.");
    }
  }

  @Test
  void holdsNothingUpForASlowFollowerAndTellsWhatWasMissed() throws IOException {
    try (Follower follower = new Follower("&lines=0")) {
      telemetry.journal().tell("info", "first");
      assertThat(follower.next().path("message").asText()).isEqualTo("first");
      // More than all buffers between here and there can hold.
      for (int i = 0; i < 12_000; i++) {
        telemetry.journal().tell("info", "x".repeat(1500) + i);
      }
      assertThat(browser.get("/healthz?last").statusCode()).isEqualTo(200);
      long missed = 0;
      JsonNode line = follower.next();
      for (; line.path("target").isMissingNode(); line = follower.next()) {
        missed += line.path("type").asText().equals("missed") ? line.path("count").asLong() : 0;
      }
      assertThat(line.path("target").asText()).isEqualTo("/healthz?last");
      assertThat(missed).isBetween(1L, 12_000L);
    }
  }

  @Test
  void noticesThatFollowersHaveGoneAndLetsOthersFollow() throws IOException {
    List<Follower> followers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Follower follower = new Follower("&lines=1");
      // It is one only when it was given something.
      follower.next();
      followers.add(follower);
    }
    try (Follower tooMany = new Follower("");
        Browser admin = admin()) {
      assertThat(tooMany.status).contains(" 503 ");
      assertThat(admin.get("/admin/stats").statusCode()).isEqualTo(200);
    }
    for (Follower follower : followers) {
      follower.close();
    }
    String status = "";
    while (!status.contains(" 200 ")) {
      try (Follower again = new Follower("&lines=1")) {
        status = again.status;
      }
    }
  }
}
