package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ops.Telemetry;

class Http1WireTest {

  private static final HostSettings ANY_PORT =
      new HostSettings("localhost", 0, "", false, 1, AccessSettings.defaults());

  /// More than sockets take of one answer that nobody reads.
  private static final int LARGE = 16 << 20;

  private final LinkedBlockingQueue<Long> counted = new LinkedBlockingQueue<>();
  private Listener listener;

  @BeforeEach
  void start() throws IOException {
    listener = new Listener(ANY_PORT, Patience.USUAL, Duration.ofMillis(200), new Telemetry());
    listener.start(HttpRouting.builder().get("/{length}", this::answer));
  }

  @AfterEach
  void stop() {
    listener.stop();
  }

  /// Some bytes, as many as the address says.
  private void answer(ServerRequest request, ServerResponse response) {
    Wire wire = Objects.requireNonNull(listener.connections().of(request));
    wire.begin(request.id());
    wire.send(response, body(Integer.parseInt(request.path().pathParameters().get("length"))));
    counted.add(response.bytesWritten() + wire.uncounted());
    wire.end(request.id(), true);
  }

  private static byte[] body(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private Socket ask(int length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    ask(socket, length);
    return socket;
  }

  private static void ask(Socket socket, int length) throws IOException {
    String request = "GET /%d HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(length);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /// Reads a head.
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  /// Fails without printing millions of bytes.
  private static void assertIsBody(InputStream in, int length) throws IOException {
    assertThat(Arrays.mismatch(in.readNBytes(length), body(length))).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40_000, Wire.WHOLE - 200, Wire.WHOLE, Wire.WHOLE + 1, 1_000_000})
  void sendsBodiesWholeOneAfterTheOther(int length) throws Exception {
    try (Socket socket = ask(length)) {
      for (int next : new int[] {3, length, 0, 50_000}) {
        String head = head(socket.getInputStream());
        int now = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        assertThat(head).startsWith("HTTP/1.1 200 ");
        assertIsBody(socket.getInputStream(), now);
        assertThat(counted.take()).isEqualTo(head.length() + now);
        ask(socket, next);
      }
    }
  }

  @Test
  void mixesNoAnswersOfVisitorsWhoTakeTheirTime() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int visitor = 0; visitor < 4 * Runtime.getRuntime().availableProcessors(); visitor++) {
        slow.add(ask(LARGE + visitor));
      }
      for (int length = 30_000; length < 30_100; length++) {
        try (Socket quick = ask(length)) {
          head(quick.getInputStream());
          assertIsBody(quick.getInputStream(), length);
        }
      }
      for (int visitor = 0; visitor < slow.size(); visitor++) {
        InputStream in = slow.get(visitor).getInputStream();
        head(in);
        assertIsBody(in, LARGE + visitor);
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }
}
