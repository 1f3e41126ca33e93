package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ops.Telemetry;

class ListenerTest {

  private static final HostSettings ANY_PORT =
      new HostSettings("localhost", 0, "", false, 1, AccessSettings.defaults());

  /// Comes again and again, until nobody is there.
  private static void knock(int port, AtomicInteger visits) {
    try {
      while (true) {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        visits.incrementAndGet();
      }
    } catch (IOException e) {
      // The server has stopped.
    }
  }

  @Test
  void stopsWithoutComplaintWhileVisitorsCome() throws Exception {
    try (QuietLog log = new QuietLog()) {
      AtomicInteger visits = new AtomicInteger();
      for (int round = 0; round < 200; round++) {
        Listener listener =
            new Listener(ANY_PORT, Patience.USUAL, Duration.ofMillis(200), new Telemetry());
        listener.start(HttpRouting.builder());
        int port = listener.port();
        int before = visits.get();
        Thread visitor = Thread.ofPlatform().start(() -> knock(port, visits));
        while (visits.get() == before) {
          Thread.onSpinWait();
        }
        listener.stop();
        visitor.join();
      }
      assertThat(visits).hasValueGreaterThan(200);
      assertThat(log.complaints()).isEmpty();
    }
  }

  /// The second comes once in a thousand stops, too seldom for the test above.
  @Test
  void tellsOfTroubleButNotOfVisitorsAtTheStop() throws IOException {
    new Listener(ANY_PORT, Patience.USUAL, Duration.ZERO, new Telemetry());
    IOException trouble = new IOException("no buffer space");
    trouble.setStackTrace(new StackTraceElement[0]);
    Logger helidon = Logger.getLogger("io.helidon.webserver.ServerListener");
    try (QuietLog log = new QuietLog()) {
      helidon.log(Level.SEVERE, "Executor rejected", new RejectedExecutionException());
      helidon.log(Level.SEVERE, "Got a throwable", new ClosedChannelException());
      assertThat(log.complaints()).isEmpty();
      helidon.log(Level.SEVERE, "Got a throwable", trouble);
      assertThat(log.complaints()).hasSize(1);
    }
  }
}
