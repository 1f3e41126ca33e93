package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.ops.ConnectionRefusal;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;

/// Too many visitors, and visitors who hold things up. Each test is bounded in time.
@Timeout(60)
class ProtectionTest extends ServerFixture {

  private static final Patience SHORT =
      new Patience(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofMillis(100));

  private static final long LONGEST_NANOS = Duration.ofSeconds(20).toNanos();

  private final List<Socket> sockets = new ArrayList<>();
  private final Telemetry telemetry = new Telemetry();
  private final long begun = System.nanoTime();

  @AfterEach
  void hangUp() throws IOException {
    painter.gate.countDown();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void refusesAtOnceWhenTooMuchWaitsAndServesTheRest() throws Exception {
    restartImpatiently(1);
    browser.get(TILE);
    painter.gate = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<byte[]>>> answers =
        IntStream.range(0, 400).mapToObj(i -> ask(TILE + "&CNT=" + (i + 2))).toList();
    // One is being painted and 256 wait; whoever else was refused has its answer while all others
    // are still being held back.
    while (answers.stream().filter(CompletableFuture::isDone).count() < 400 - 257) {
      pause();
    }
    HttpResponse<byte[]> refused = browser.get(TILE + "&CNT=1.5");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(Browser.header(refused, "Retry-After")).matches("[1-9]\\d*");
    assertThat(browser.get(TILE).statusCode()).isEqualTo(200);
    assertThat(browser.get("/healthz").statusCode()).isEqualTo(200);
    painter.gate.countDown();
    List<Integer> statuses = answers.stream().map(a -> a.join().statusCode()).toList();
    assertThat(statuses).containsOnly(200, 503);
    assertThat(statuses.stream().filter(status -> status == 200).count()).isEqualTo(257);
    assertThat(telemetry.refusals(Refusal.RENDER_QUEUE)).isEqualTo(400 - 257 + 1);
  }

  @Test
  void tellsThoseWhoAreRefusedHowMuchWorkWaits() throws Exception {
    restartImpatiently(1);
    painter.pace = Duration.ofMillis(20);
    for (int i = 0; i < 5; i++) {
      browser.get(TILE + "&CNT=0." + (i + 1));
    }
    painter.gate = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<byte[]>>> answers =
        IntStream.range(0, 300).mapToObj(i -> ask(TILE + "&CNT=" + (i + 2))).toList();
    while (answers.stream().filter(CompletableFuture::isDone).count() < 300 - 257) {
      pause();
    }
    HttpResponse<byte[]> refused = browser.get(TILE + "&CNT=1.5");
    assertThat(refused.statusCode()).isEqualTo(503);
    JsonNode problem = Browser.json(refused);
    long millis = problem.path("retry_after_ms").asLong();
    // 256 wait, 20 ms each and a little more, and 43 were told to come back later.
    assertThat(millis).isBetween((256 + 43) * 20L, 256 * 200L + 10_000);
    assertThat(Browser.header(refused, "Retry-After"))
        .isEqualTo(Long.toString((millis + 999) / 1000));
    assertThat(problem.path("detail").asText()).endsWith(".");
    new ApiContract(Browser.json(browser.get("/openapi.json"))).check("GET", "/api", refused);
    painter.pace = Duration.ZERO;
    painter.gate.countDown();
    answers.forEach(CompletableFuture::join);
  }

  @Test
  void doesNotPaintForVisitorsWhoHaveLeft() throws Exception {
    restartImpatiently(1);
    browser.get(TILE);
    int before = painter.paintings.get();
    painter.gate = new CountDownLatch(1);
    CompletableFuture<HttpResponse<byte[]>> first = ask(TILE + "&CNT=2");
    awaitWaiting(first);
    for (int i = 0; i < 20; i++) {
      send("GET " + TILE + "&CNT=3." + (i + 10) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    Socket patient =
        send("GET " + TILE + "&CNT=4 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    sockets.remove(patient);
    awaitInFlight(22);
    for (Socket socket : sockets) {
      socket.close();
    }
    awaitInFlight(2);
    painter.gate.countDown();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(text(patient)).startsWith("HTTP/1.1 200");
    assertThat(painter.paintings.get() - before).isEqualTo(2);
    while (telemetry.refusals(Refusal.ABANDONED) < 20) {
      pause();
    }
    assertThat(painter.paintings.get() - before).isEqualTo(2);
  }

  @Test
  void answersThoseWhoClosedOnlyTheirOwnSide() throws Exception {
    Socket visitor = send("GET " + TILE + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    visitor.shutdownOutput();
    assertThat(text(visitor)).startsWith("HTTP/1.1 200");
  }

  @Test
  void keepsTheConnectionOfAVisitorWhoWaitsForLong() throws Exception {
    restartImpatiently(2);
    images.gate = new CountDownLatch(1);
    Socket visitor = send("GET " + TILE + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    awaitInFlight(1);
    visitor.setSoTimeout(1000);
    assertThatThrownBy(() -> visitor.getInputStream().read())
        .isInstanceOf(java.net.SocketTimeoutException.class);
    // What comes while the answer is awaited belongs to the next request.
    visitor
        .getOutputStream()
        .write(
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    images.gate.countDown();
    visitor.setSoTimeout(10_000);
    assertThat(text(visitor)).startsWith("HTTP/1.1 200").endsWith("{\"status\":\"ok\"}");
  }

  @Test
  void hangsUpOnHeadsThatNeverEnd() throws Exception {
    restartImpatiently(2);
    Socket loris = send("GET " + TILE + " HTTP/1.1\r\nHost: localhost\r\n");
    long start = System.nanoTime();
    assertThat(dribbleUntilClosed(loris)).isTrue();
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
    Socket silent = send("GET /api");
    assertThat(dribbleUntilClosed(silent)).isTrue();
    assertThat(telemetry.connectionRefusals(ConnectionRefusal.STUCK)).isEqualTo(2);
  }

  @Test
  void hangsUpOnBodiesThatNeverEnd() throws Exception {
    restartImpatiently(2);
    Socket loris =
        send("POST /api HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nx");
    assertThat(dribbleUntilClosed(loris)).isTrue();
  }

  @Test
  void hangsUpOnVisitorsWhoDoNotTakeTheirAnswers() throws Exception {
    restartImpatiently(1);
    String picture = "GET /api?FIF=sky.fits&INFO HTTP/1.1\r\nHost: localhost\r\n\r\n";
    Socket deaf = new Socket();
    sockets.add(deaf);
    deaf.setReceiveBufferSize(4096);
    deaf.connect(new java.net.InetSocketAddress("localhost", server.port()));
    CompletableFuture<IOException> hungUp = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  deaf.getOutputStream().write(picture.getBytes(StandardCharsets.US_ASCII));
                }
              } catch (IOException e) {
                hungUp.complete(e);
              }
            });
    while (telemetry.answered() == 0 || telemetry.inFlight() == 0) {
      pause();
    }
    assertThat(browser.get(TILE).statusCode()).isEqualTo(200);
    assertThat(hungUp.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(telemetry.connectionRefusals(ConnectionRefusal.STUCK)).isEqualTo(1);
  }

  @Test
  void refusesLongAddressesAndManyHeaders() throws Exception {
    assertThat(text(send("GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")))
        .startsWith("HTTP/1.1 414");
    assertThat(
            text(
                send(
                    "GET / HTTP/1.1\r\nHost: localhost\r\n"
                        + "A: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\r\n".repeat(1000)
                        + "\r\n")))
        .startsWith("HTTP/1.1 4");
  }

  @Test
  void servesOthersBesideTwoThousandIdleConnections() throws Exception {
    for (int i = 0; i < 2000; i++) {
      sockets.add(new Socket("localhost", server.port()));
    }
    assertThat(browser.get(TILE).statusCode()).isEqualTo(200);
    Socket last = sockets.getLast();
    last.getOutputStream()
        .write(
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(text(last)).startsWith("HTTP/1.1 200");
  }

  @Test
  void buildsAndPaintsOnceForAThousandEqualRequests() throws Exception {
    images.gate = new CountDownLatch(1);
    painter.gate = new CountDownLatch(1);
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          IntStream.range(0, 1000)
              .mapToObj(
                  i ->
                      visitors.submit(
                          () -> {
                            try (Socket visitor = new Socket("localhost", server.port())) {
                              write(
                                  visitor,
                                  "GET "
                                      + TILE
                                      + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                              return text(visitor);
                            }
                          }))
              .toList();
      images.gate.countDown();
      awaitJoined(999);
      String body = body(answers.getFirst().get());
      for (Future<String> answer : answers) {
        assertThat(answer.get()).startsWith("HTTP/1.1 200");
        assertThat(body(answer.get())).isEqualTo(body);
      }
    }
    assertThat(images.builds).hasValue(1);
    assertThat(painter.frames).containsOnlyOnce(TILE_FRAME);
  }

  @Test
  void endsWhatItHasBegunWhenItIsStopped() throws Exception {
    restartImpatiently(1);
    browser.get(TILE);
    painter.gate = new CountDownLatch(1);
    CompletableFuture<HttpResponse<byte[]>> painting = ask(TILE + "&CNT=2");
    awaitWaiting(painting);
    int port = server.port();
    Thread closing = Thread.ofPlatform().start(server::close);
    while (isListening(port)) {
      pause();
    }
    painter.gate.countDown();
    assertThat(painting.join().statusCode()).isEqualTo(200);
    closing.join();
  }

  private void pause() {
    assertThat(System.nanoTime() - begun).isLessThan(LONGEST_NANOS);
    Thread.onSpinWait();
  }

  private static boolean isListening(int port) throws IOException {
    try (Socket visitor = new Socket("localhost", port)) {
      return visitor.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  private void restartImpatiently(int workers) throws IOException {
    browser.close();
    server.close();
    ServerSettings settings =
        settings()
            .with(new HostSettings("localhost", 0, "", false, workers, AccessSettings.defaults()));
    server = VisiomaticServer.start(settings, images, painter, telemetry, SHORT, () -> {});
    browser = new Browser(server.uri());
  }

  private CompletableFuture<HttpResponse<byte[]>> ask(String address) {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(address)).build();
    return browser.client().sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private void awaitInFlight(long count) {
    while (telemetry.inFlight() != count) {
      pause();
    }
  }

  /// Until so many wait for a picture that is being painted for another; then it may be finished.
  private void awaitJoined(int count) {
    try {
      while (OperationsTest.sample(
              Browser.text(browser.get("/metrics")), "visiomatic_tiles_coalesced_total")
          < count) {
        pause();
      }
    } finally {
      painter.gate.countDown();
    }
  }

  /// Until a request is with the painter.
  private void awaitWaiting(CompletableFuture<?> answer) {
    awaitInFlight(1);
    assertThat(answer).isNotDone();
    while (OperationsTest.sample(Browser.text(browser.get("/metrics")), "visiomatic_render_working")
        != 1) {
      pause();
    }
  }

  private Socket send(String text) throws IOException {
    Socket visitor = new Socket("localhost", server.port());
    sockets.add(visitor);
    visitor.setSoTimeout(20_000);
    write(visitor, text);
    return visitor;
  }

  private static void write(Socket visitor, String text) throws IOException {
    visitor.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    visitor.getOutputStream().flush();
  }

  private static String text(Socket visitor) throws IOException {
    return new String(visitor.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n"));
  }

  /// Sends a byte now and then until the other side has closed.
  private boolean dribbleUntilClosed(Socket visitor) throws IOException {
    visitor.setSoTimeout(50);
    while (true) {
      try {
        write(visitor, "x");
        if (visitor.getInputStream().read() < 0) {
          return true;
        }
      } catch (java.net.SocketTimeoutException e) {
        // Not yet.
        pause();
      } catch (java.net.SocketException e) {
        return true;
      }
    }
  }
}
