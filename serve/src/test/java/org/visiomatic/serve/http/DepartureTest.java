package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.serve.ops.Telemetry;

/// What the log says of connections that end otherwise than they should.
class DepartureTest {

  private static final Logger CONNECTIONS =
      Logger.getLogger("io.helidon.webserver.ConnectionHandler");

  private final DirectHandlers handlers = ProtocolErrors.handlers(new Telemetry());
  private final QuietLog log = new QuietLog();

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  static Stream<Throwable> departures() {
    return Stream.of(
        new IOException("Connection reset"),
        new UncheckedIOException(new SSLException("no cipher suites in common")),
        new CloseConnectionException("The visitor has left."),
        new DataReader.InsufficientDataAvailableException(),
        new IllegalStateException("The answer was not sent.", new IOException("Broken pipe")),
        new IllegalStateException("Interrupted", new InterruptedException()));
  }

  static Stream<Throwable> defects() {
    return Stream.of(
        new NullPointerException(),
        new IllegalStateException("The request was ended twice."),
        new AssertionError());
  }

  @ParameterizedTest
  @MethodSource("departures")
  void isNothingToWriteAbout(Throwable departure) {
    CONNECTIONS.log(Level.WARNING, "unexpected exception", departure);
    answer(departure);
    assertThat(log.complaints()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void isToldFromDefects(Throwable defect) {
    CONNECTIONS.log(Level.WARNING, "unexpected exception", defect);
    assertThat(log.complaints()).hasSize(1);
    answer(new IllegalStateException("Internal error", defect));
    assertThat(log.complaints()).hasSize(2);
  }

  /// Has a connection answer that broke off.
  private void answer(Throwable problem) {
    handlers
        .handler(EventType.INTERNAL_ERROR)
        .handle(
            DirectHandler.TransportRequest.empty(),
            EventType.INTERNAL_ERROR,
            Status.INTERNAL_SERVER_ERROR_500,
            ServerResponseHeaders.create(),
            problem,
            System.getLogger("org.visiomatic.serve"));
  }
}
