package org.visiomatic.serve.http;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ProtocolConfigs;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionProvider;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.OperationsSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.TlsSettings;
import org.visiomatic.serve.api.Painter;
import org.visiomatic.serve.library.BuildStatus;
import org.visiomatic.serve.library.CachedPyramids;
import org.visiomatic.serve.library.ImageLibrary;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.library.PyramidSource;
import org.visiomatic.serve.ops.LogLines;
import org.visiomatic.serve.ops.Telemetry;
import org.visiomatic.serve.web.TemplateException;

/// A running server.
public final class VisiomaticServer implements AutoCloseable {

  /// Room for a long name and a hundred cuts and colours in one query.
  private static final int LONGEST_REQUEST_LINE = 64 << 10;

  /// Helidon's, which takes a visitor who comes while the server stops for a failure, with a stack.
  /// Held here because the registry of loggers forgets those that nobody holds.
  private static final Logger LISTENER = Logger.getLogger("io.helidon.webserver.ServerListener");

  static {
    LISTENER.setFilter(entry -> !(entry.getThrown() instanceof RejectedExecutionException));
  }

  private static final Duration REPORT_INTERVAL = Duration.ofMillis(100);

  private final ServerSettings settings;
  private final Backstage backstage;
  private final WebServer web;
  private final Runnable onKill;
  private final Optional<String> killToken;
  private final WatchedConnections connections;
  private final Optional<LogLines> accessLog;
  private final AtomicReference<Optional<AdminServer>> admin =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Runnable>> reload =
      new AtomicReference<>(Optional.empty());
  private ServerSettings followed;
  private volatile Site site;
  private volatile boolean logsAccess;
  private final AtomicBoolean closed = new AtomicBoolean();

  private VisiomaticServer(
      ServerSettings settings,
      Backstage backstage,
      Patience patience,
      Optional<Tls> tls,
      Runnable onKill)
      throws IOException {
    this.settings = settings;
    this.backstage = backstage;
    this.onKill = onKill;
    followed = settings;
    killToken = settings.oneShot().map(image -> KillEndpoint.newToken());
    OperationsSettings operations = settings.operations();
    connections = new WatchedConnections(http1(), patience.stuck());
    site = SitePlan.draw(settings, backstage, connections, killToken, onKill);
    // Opened even when nothing is logged: reloading may switch the log on.
    LogLines lines = new LogLines(operations.accessLogFile(), backstage.telemetry());
    accessLog = Optional.of(lines);
    logsAccess = settings.host().accessLog();
    HttpRouting.Builder routing = HttpRouting.builder();
    Proxies proxies = new Proxies(settings.host().access().trustedProxies());
    AccessLog log = new AccessLog(operations.accessLogFormat(), lines, proxies);
    routing.addFilter(
        (chain, request, response) -> {
          if (logsAccess) {
            log.filter(chain, request, response);
          } else {
            chain.proceed();
          }
        });
    routing.any((request, response) -> site.handle(request, response));
    WebServerConfig.Builder listener =
        WebServer.builder()
            .host(settings.host().host())
            .port(settings.host().port())
            // Its NIO sockets write 8 KiB at a time, six calls for a tile; these write it in one.
            .useNio(false)
            // Otherwise each answer on a kept connection waits for a delayed acknowledgement.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addConnectionSelector(connections)
            .idleConnectionTimeout(patience.idle())
            .idleConnectionPeriod(patience.check())
            .shutdownHook(false)
            .shutdownGracePeriod(operations.shutdownTimeout())
            .directHandlers(ProtocolErrors.handlers())
            // What went wrong is told to these handlers, who say it in their own words.
            .errorHandling(ErrorHandling.builder().includeEntity(true).build())
            .addRouting(routing);
    tls.ifPresent(listener::tls);
    web = listener.build();
  }

  @SuppressWarnings("deprecation") // Meant for the service loader, which gives it no settings.
  private static ServerConnectionSelector http1() {
    return new Http1ConnectionProvider()
        .create(
            "http_1_1",
            Http1Config.builder().maxPrologueLength(LONGEST_REQUEST_LINE).build(),
            ProtocolConfigs.create(List.of(Http2Config.create())));
  }

  /// Starts a server; it listens when this returns. When its page asks it to stop, it closes
  /// itself.
  ///
  /// @throws IOException when it cannot listen, or the data or cache folder cannot be used
  public static VisiomaticServer start(ServerSettings settings) throws IOException {
    CompletableFuture<VisiomaticServer> started = new CompletableFuture<>();
    VisiomaticServer server = start(settings, () -> started.join().close());
    started.complete(server);
    return server;
  }

  /// Starts a server; it listens when this returns.
  ///
  /// @param onKill what to do when the page of a one-image server asks to stop it; runs on a thread
  ///   of its own
  /// @throws BindException when the port is taken
  /// @throws IOException when it cannot listen, or the data or cache folder cannot be used
  public static VisiomaticServer start(ServerSettings settings, Runnable onKill)
      throws IOException {
    PyramidSource pyramids = CachedPyramids.of(settings);
    try {
      return start(settings, pyramids, Painter.ofTiler(), onKill);
    } catch (IOException | RuntimeException e) {
      pyramids.close();
      throw e;
    }
  }

  /// Starts a server on other pixels, for tests.
  ///
  /// @param pyramids closed together with the server
  static VisiomaticServer start(
      ServerSettings settings, PyramidSource pyramids, Painter painter, Runnable onKill)
      throws IOException {
    return start(settings, pyramids, painter, new Telemetry(), Patience.USUAL, onKill);
  }

  /// @param telemetry is told of everything that happens
  static VisiomaticServer start(
      ServerSettings settings,
      PyramidSource pyramids,
      Painter painter,
      Telemetry telemetry,
      Patience patience,
      Runnable onKill)
      throws IOException {
    demandFreePort(settings.host());
    Optional<TlsSettings> asked = settings.host().access().tls();
    Optional<Tls> tls =
        asked.isPresent() ? Optional.of(KeyStores.read(asked.get())) : Optional.empty();
    Backstage backstage = new Backstage(settings, pyramids, painter, telemetry);
    VisiomaticServer server;
    try {
      server = new VisiomaticServer(settings, backstage, patience, tls, onKill);
    } catch (IOException | RuntimeException e) {
      backstage.close();
      throw e;
    }
    try {
      server.startAdmin();
      server.web.start();
    } catch (RuntimeException e) {
      backstage.close();
      server.accessLog.ifPresent(LogLines::close);
      server.admin.getAndSet(Optional.empty()).ifPresent(AdminServer::close);
      throw new IOException(cannotListen(settings.host(), e), e);
    }
    backstage.warmUp();
    return server;
  }

  /// Follows settings that have changed: paths and folders but that of the images, templates, image
  /// defaults, limits of requests, the access log. Requests under way end as they began. What needs
  /// a restart is left as it is.
  ///
  /// @throws TemplateException when a template cannot be used; then everything stays as it is
  public synchronized void follow(ServerSettings next) {
    backstage.follow(next);
    try {
      site = SitePlan.draw(next, backstage, connections, killToken, onKill);
    } catch (RuntimeException e) {
      backstage.follow(followed);
      throw e;
    }
    followed = next;
    logsAccess = next.host().accessLog();
  }

  private void startAdmin() throws IOException {
    Optional<AdminSettings> wished = settings.operations().admin();
    if (wished.isPresent()) {
      try {
        admin.set(Optional.of(AdminServer.start(wished.get(), backstage, reload)));
      } catch (IOException e) {
        backstage.close();
        accessLog.ifPresent(LogLines::close);
        throw e;
      }
    }
  }

  /// Says how the configuration is read again when an administrator asks for it.
  ///
  /// @param action runs on the thread that answers; what it throws is answered with 500 and logged
  public void onReload(Runnable action) {
    reload.set(Optional.of(action));
  }

  /// The port that administrators use; empty when there is no such listener.
  public OptionalInt adminPort() {
    return admin
        .get()
        .map(listener -> OptionalInt.of(listener.port()))
        .orElseGet(OptionalInt::empty);
  }

  /// The port it listens on.
  public int port() {
    return web.port();
  }

  /// The address of its page, root path included.
  public URI uri() {
    String host = settings.host().host();
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    return URI.create(
        "%s://%s:%d%s/"
            .formatted(
                settings.host().access().tls().isPresent() ? "https" : "http",
                everywhere ? "localhost" : host.contains(":") ? '[' + host + ']' : host,
                port(),
                settings.host().rootPath()));
  }

  /// Waits until the image of a one-image server can be shown; its cache is built when it has none.
  ///
  /// @param progress is told ten times a second how the build goes on, not at all when there is
  ///   none
  /// @throws ImageUnavailableException when it cannot be shown; says why
  /// @throws IllegalStateException when the server has a folder of images
  public void awaitImage(Consumer<BuildStatus> progress)
      throws ImageUnavailableException, InterruptedException {
    ImageLibrary library = backstage.library();
    String name =
        library
            .onlyName()
            .orElseThrow(() -> new IllegalStateException("The server has more than one image."));
    BuildStatus status = library.status(name);
    while (!status.isFinal()) {
      progress.accept(status);
      status = library.statusAfter(name, REPORT_INTERVAL);
    }
    library.borrow(name).close();
  }

  /// Stops listening, lets running answers end, stops builds, ends streams of events, and closes
  /// everything. May be called more than once; whoever calls later waits for the first.
  @Override
  public synchronized void close() {
    if (closed.compareAndSet(false, true)) {
      backstage.readiness().stop();
      backstage.library().close();
      web.stop();
      admin.getAndSet(Optional.empty()).ifPresent(AdminServer::close);
      backstage.close();
      accessLog.ifPresent(LogLines::close);
    }
  }

  /// A taken port or a wrong host is a common mistake that deserves a sentence; the web server
  /// would log a stack.
  private static void demandFreePort(HostSettings host) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host.host(), host.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException(
          "There is no host or interface %s to listen on; use localhost, 0.0.0.0 or an address of this machine."
              .formatted(host.host()));
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(address);
    } catch (BindException e) {
      BindException told = new BindException(cannotListen(host, e));
      told.initCause(e);
      throw told;
    }
  }

  private static String cannotListen(HostSettings host, Throwable problem) {
    return "The server cannot listen on %s:%d (%s). Choose another port, or stop what uses this one."
        .formatted(host.host(), host.port(), problem.getMessage());
  }
}
