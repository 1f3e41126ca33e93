package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;

/// Visitors who ask for many things at once on one connection.
@Timeout(60)
class Http2VisitorsTest extends ServerFixture {

  private static final Duration STUCK = Duration.ofMillis(300);
  private static final Patience SHORT =
      new Patience(STUCK, Duration.ofSeconds(2), Duration.ofMillis(100));

  private static final long LONGEST_NANOS = Duration.ofSeconds(20).toNanos();

  private final List<Http2Visitor> visitors = new ArrayList<>();
  private final Telemetry telemetry = new Telemetry();
  private final long begun = System.nanoTime();

  /// How a visitor comes to speak HTTP/2.
  enum Way {
    KNOWING,
    ASKING
  }

  @AfterEach
  void hangUp() throws IOException {
    painter.gate.countDown();
    images.gate.countDown();
    for (Http2Visitor visitor : visitors) {
      visitor.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheConnectionOfAVisitorWhoWaitsForLong(Way way) throws Exception {
    restartImpatiently();
    images.gate = new CountDownLatch(1);
    Http2Visitor visitor = visitor(way);
    awaitInFlight(0);
    List<Integer> streams = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      streams.add(visitor.get(TILE + "&CNT=" + (i + 2)));
    }
    awaitInFlight(8);
    // Longer than a visitor may hold things up, and longer than a connection may be idle.
    for (long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        System.nanoTime() < end; ) {
      visitor.widen();
      visitor.ping();
      Thread.sleep(20);
    }
    images.gate.countDown();
    byte[] tile = browser.get(TILE + "&CNT=2").body();
    assertThat(visitor.body(streams.getFirst())).isEqualTo(tile);
    for (int stream : streams) {
      assertThat(visitor.body(stream)).startsWith(0xff, 0xd8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesASilentVisitorForAnIdleOne(Way way) throws Exception {
    restartImpatiently();
    Http2Visitor visitor = visitor(way);
    visitor.body(visitor.get(TILE));
    visitor.widen();
    Thread.sleep(3 * STUCK.toMillis());
    int last = visitor.get(TILE);
    assertThat(visitor.body(last)).startsWith(0xff, 0xd8);
    long start = System.nanoTime();
    // Told what was served, so that what a visitor asks for meanwhile can be asked again.
    assertThat(visitor.farewell()).isEqualTo(OptionalInt.of(last));
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
  }

  @ParameterizedTest
  @EnumSource
  void hangsUpOnFramesThatNeverEnd(Way way) throws Exception {
    restartImpatiently();
    Http2Visitor visitor = visitor(way);
    visitor.body(visitor.get(TILE));
    visitor.write((byte) 0, (byte) 0, (byte) 64);
    assertThat(visitor.farewell()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void hangsUpOnVisitorsWhoDoNotTakeTheirAnswers(Way way) throws Exception {
    restartImpatiently();
    // Which thread waits for which depends on the moment.
    for (int i = 0; i < 8; i++) {
      Http2Visitor visitor = visitor(way);
      Thread asking = Thread.ofVirtual().start(() -> askAndTakeNothing(visitor));
      assertThat(asking.join(Duration.ofSeconds(5))).isTrue();
    }
    awaitInFlight(0);
    assertThat(browser.get(TILE).statusCode()).isEqualTo(200);
  }

  private static void askAndTakeNothing(Http2Visitor visitor) {
    try {
      while (true) {
        visitor.get("/openapi.json");
      }
    } catch (IOException e) {
      // The server hung up.
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysFarewellInAFrameWhenAFrameIsWrong(Way way) throws Exception {
    Http2Visitor visitor = visitor(way);
    visitor.body(visitor.get(TILE));
    visitor.sendToNobody();
    assertThat(visitor.farewell()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void doesNotPaintForVisitorsWhoHaveLeft(Way way) throws Exception {
    restartImpatiently();
    browser.get(TILE);
    int before = painter.paintings.get();
    painter.gate = new CountDownLatch(1);
    Http2Visitor patient = visitor(way);
    awaitInFlight(0);
    int painting = patient.get(TILE + "&CNT=2");
    awaitPainting();
    Http2Visitor leaving = visitor(way);
    awaitInFlight(1);
    for (int i = 0; i < 10; i++) {
      leaving.get(TILE + "&CNT=3." + (i + 10));
    }
    awaitInFlight(11);
    leaving.close();
    while (telemetry.refusals(Refusal.ABANDONED) < 10) {
      pause();
    }
    for (int i = 0; i < 10; i++) {
      patient.get(TILE + "&CNT=4." + (i + 10));
    }
    awaitInFlight(11);
    for (int i = 0; i < 10; i++) {
      patient.reset(painting + 2 + 2 * i);
    }
    while (telemetry.refusals(Refusal.ABANDONED) < 20) {
      pause();
    }
    painter.gate.countDown();
    assertThat(patient.body(painting)).startsWith(0xff, 0xd8);
    assertThat(painter.paintings.get() - before).isEqualTo(1);
  }

  /// As the client does when a slider is dragged.
  @ParameterizedTest
  @EnumSource
  void keepsTheConnectionOfAVisitorWhoTakesHundredsOfRequestsBack(Way way) throws Exception {
    restartImpatiently();
    browser.get(TILE);
    int before = painter.paintings.get();
    painter.gate = new CountDownLatch(1);
    Http2Visitor visitor = visitor(way);
    awaitInFlight(0);
    int painting = visitor.get(TILE + "&CNT=2");
    awaitPainting();
    for (int step = 0; step < 60; step++) {
      for (int i = 0; i < 16; i++) {
        visitor.reset(visitor.get(TILE + "&CNT=3." + (100 * step + i)));
      }
    }
    visitor.ping();
    awaitInFlight(1);
    painter.gate.countDown();
    assertThat(visitor.body(painting)).startsWith(0xff, 0xd8);
    assertThat(visitor.body(visitor.get(TILE + "&CNT=4"))).startsWith(0xff, 0xd8);
    assertThat(painter.paintings.get() - before).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20_000})
  void takesTheLongestAddresses(int more) throws Exception {
    String many =
        "&MINMAX=1:-1234.5678,12345.6789".repeat(100) + "&MIX=1:0.25,0.5,0.75".repeat(100);
    String address = TILE.replace("CHAN=1&", "") + many + "&X=" + "x".repeat(more);
    byte[] tile = browser.get(address).body();
    Http2Visitor visitor = visitor(Way.KNOWING);
    assertThat(visitor.body(visitor.get(address))).isEqualTo(tile).startsWith(0xff, 0xd8);
    try (Browser another = new Browser(server.uri(), HttpClient.Version.HTTP_2)) {
      another.get("/healthz"); // changes to HTTP/2
      HttpResponse<byte[]> answer = another.get(address);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo(tile);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stopsAtOnceWhenNobodyWaitsForAnAnswer(Way way) throws Exception {
    Http2Visitor visitor = visitor(way);
    int last = visitor.get(TILE);
    visitor.body(last);
    long start = System.nanoTime();
    server.close();
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(5).toNanos());
    assertThat(visitor.farewell()).isEqualTo(OptionalInt.of(last));
  }

  @ParameterizedTest
  @EnumSource
  void endsWhatItHasBegunWhenItIsStopped(Way way) throws Exception {
    restartImpatiently();
    browser.get(TILE);
    painter.gate = new CountDownLatch(1);
    Http2Visitor visitor = visitor(way);
    awaitInFlight(0);
    int painting = visitor.get(TILE + "&CNT=2");
    awaitPainting();
    Thread closing = Thread.ofPlatform().start(server::close);
    Thread.sleep(500);
    visitor.widen();
    visitor.ping();
    painter.gate.countDown();
    assertThat(visitor.body(painting)).startsWith(0xff, 0xd8);
    visitor.close();
    assertThat(closing.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void servesMoreRequestsOnAConnectionThanItRemembers() throws Exception {
    Http2Visitor visitor = visitor(Way.KNOWING);
    for (int i = 0; i < 3000; i++) {
      visitor.body(visitor.get("/healthz"));
    }
  }

  private Http2Visitor visitor(Way way) throws IOException {
    Http2Visitor visitor =
        switch (way) {
          case KNOWING -> Http2Visitor.knowing(server.port());
          case ASKING -> Http2Visitor.asking(server.port(), "/healthz");
        };
    visitors.add(visitor);
    if (way == Way.ASKING) {
      visitor.body(1);
    }
    return visitor;
  }

  private void restartImpatiently() throws IOException {
    browser.close();
    server.close();
    ServerSettings settings =
        settings().with(new HostSettings("localhost", 0, "", false, 1, AccessSettings.defaults()));
    server = VisiomaticServer.start(settings, images, painter, telemetry, SHORT, () -> {});
    browser = new Browser(server.uri());
  }

  private void awaitInFlight(long count) {
    while (telemetry.inFlight() != count) {
      pause();
    }
  }

  /// Until a request is with the painter; one that waits before it would be put off by a stop.
  private void awaitPainting() {
    while (OperationsTest.sample(Browser.text(browser.get("/metrics")), "visiomatic_render_working")
        != 1) {
      pause();
    }
  }

  private void pause() {
    assertThat(System.nanoTime() - begun).isLessThan(LONGEST_NANOS);
    Thread.onSpinWait();
  }
}
