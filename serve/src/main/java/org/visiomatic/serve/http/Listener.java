package org.visiomatic.serve.http;

import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Logger;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.TlsSettings;
import org.visiomatic.serve.ops.Telemetry;

/// Where visitors come in: host and port, HTTP/1.1 and HTTP/2, with TLS or without.
final class Listener {

  /// Room for a long name and a hundred cuts and colours in one query.
  static final int LONGEST_REQUEST_LINE = 64 << 10;

  /// Helidon's, which takes it for a failure, with a stack, when the server stops while a visitor
  /// comes: its workers refuse him, or the socket is closed just before it waits for the next one.
  /// Held here because the registry of loggers forgets those that nobody holds.
  private static final Logger HELIDON = Logger.getLogger("io.helidon.webserver.ServerListener");

  static {
    HELIDON.setFilter(
        entry ->
            !(entry.getThrown() instanceof RejectedExecutionException)
                && !(entry.getThrown() instanceof ClosedChannelException));
  }

  private final HostSettings host;
  private final WatchedConnections connections;
  private final WebServerConfig.Builder config;
  private volatile Optional<WebServer> web = Optional.empty();

  /// Prepares to listen.
  ///
  /// @param grace how long stopping waits for requests that are being answered
  /// @param telemetry is told of connections that are refused
  /// @throws BindException when the port is taken
  /// @throws IOException when the host is unknown, or the key store cannot be used
  Listener(HostSettings host, Patience patience, Duration grace, Telemetry telemetry)
      throws IOException {
    this.host = host;
    demandFreePort();
    connections =
        new WatchedConnections(
            patience.stuck(),
            Http1Config.builder().maxPrologueLength(LONGEST_REQUEST_LINE).build(),
            telemetry);
    config =
        WebServer.builder()
            .host(host.host())
            .port(host.port())
            // Its NIO sockets write 8 KiB at a time, six calls for a tile; these write it in one.
            .useNio(false)
            // Otherwise each answer on a kept connection waits for a delayed acknowledgement.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addConnectionSelectors(connections.selectors())
            .idleConnectionTimeout(patience.idle())
            .idleConnectionPeriod(patience.check())
            .shutdownHook(false)
            .shutdownGracePeriod(grace)
            .directHandlers(ProtocolErrors.handlers(telemetry))
            // What went wrong is told to these handlers, who say it in their own words.
            .errorHandling(ErrorHandling.builder().includeEntity(true).build());
    Optional<TlsSettings> asked = host.access().tls();
    if (asked.isPresent()) {
      config.tls(KeyStores.read(asked.get()));
    }
  }

  /// The connections of visitors.
  WatchedConnections connections() {
    return connections;
  }

  /// Lets visitors in.
  ///
  /// @param routing what answers them
  /// @throws IOException when it cannot listen
  void start(HttpRouting.Builder routing) throws IOException {
    WebServer server = config.addRouting(routing).build();
    web = Optional.of(server);
    try {
      Undisturbed.run(server::start);
    } catch (RuntimeException e) {
      web = Optional.empty();
      throw new IOException(cannotListen(e), e);
    }
  }

  /// Lets nobody in any more, and waits for answers under way.
  void stop() {
    web.ifPresent(server -> Undisturbed.run(server::stop));
  }

  /// The port it listens on.
  int port() {
    return web.map(WebServer::port).orElseThrow();
  }

  /// The address of the first page, root path included.
  URI uri() {
    String name = host.host();
    boolean everywhere = name.equals("0.0.0.0") || name.equals("::");
    return URI.create(
        "%s://%s:%d%s/"
            .formatted(
                host.access().tls().isPresent() ? "https" : "http",
                everywhere ? "localhost" : name.contains(":") ? '[' + name + ']' : name,
                port(),
                host.rootPath()));
  }

  /// A taken port or a wrong host is a common mistake that deserves a sentence; the web server
  /// would log a stack.
  private void demandFreePort() throws IOException {
    InetSocketAddress address = new InetSocketAddress(host.host(), host.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException(
          "There is no host or interface %s to listen on; use localhost, 0.0.0.0 or an address of this machine."
              .formatted(host.host()));
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(address);
    } catch (BindException e) {
      BindException told = new BindException(cannotListen(e));
      told.initCause(e);
      throw told;
    }
  }

  private String cannotListen(Throwable problem) {
    return "The server cannot listen on %s:%d (%s). Choose another port, or stop what uses this one."
        .formatted(host.host(), host.port(), problem.getMessage());
  }
}
