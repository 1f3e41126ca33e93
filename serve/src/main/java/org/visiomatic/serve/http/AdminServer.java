package org.visiomatic.serve.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.Reloaded;
import org.visiomatic.serve.ops.Telemetry;

/// The listener for administrators: a web server of its own, so that nothing of it can ever stand
/// at a public address.
final class AdminServer implements AutoCloseable {

  private static final int CONNECTIONS = 64;

  private final WebServer web;

  private AdminServer(WebServer web) {
    this.web = web;
  }

  /// Starts it.
  ///
  /// @param reload what reloads the configuration, once somebody has said so
  /// @throws IOException when it cannot listen
  static AdminServer start(
      AdminSettings settings,
      Backstage backstage,
      AtomicReference<Optional<Supplier<Reloaded>>> reload)
      throws IOException {
    // Counted apart: what administrators do is no traffic.
    Telemetry telemetry = new Telemetry();
    WatchedConnections connections =
        new WatchedConnections(Patience.USUAL.stuck(), Http1Config.create(), telemetry);
    Site site = new Site(host(settings), connections, telemetry, RequestLog.NONE);
    new AdminEndpoints(backstage, reload).putInto(site, new AdminGate(settings.token()));
    WebServer web =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .useNio(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            // Those who wait for a build are not idle, and those who follow the log may go.
            .addConnectionSelectors(connections.selectors())
            .idleConnectionTimeout(Patience.USUAL.idle())
            .idleConnectionPeriod(Patience.USUAL.check())
            .maxTcpConnections(CONNECTIONS)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofSeconds(1))
            .directHandlers(ProtocolErrors.handlers(telemetry))
            .addRouting(HttpRouting.builder().any(site))
            .build();
    try {
      Undisturbed.run(web::start);
    } catch (RuntimeException e) {
      throw new IOException(
          "The interface for administrators cannot listen on %s:%d (%s). Choose another admin_port, or stop what uses this one."
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
    return new AdminServer(web);
  }

  /// No other site may read answers, and on a loopback interface no foreign name leads here.
  private static HostSettings host(AdminSettings settings) {
    return new HostSettings(settings.host(), 0, "", false, 1, AccessSettings.defaults());
  }

  int port() {
    return web.port();
  }

  @Override
  public void close() {
    Undisturbed.run(web::stop);
  }
}
