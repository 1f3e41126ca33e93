package org.visiomatic.serve.http;

import io.helidon.common.tls.Tls;
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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.TlsSettings;
import org.visiomatic.serve.api.Painter;
import org.visiomatic.serve.library.BuildStatus;
import org.visiomatic.serve.library.CachedPyramids;
import org.visiomatic.serve.library.ImageLibrary;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.library.PyramidSource;
import org.visiomatic.serve.web.TemplateException;

/// A running server.
public final class VisiomaticServer implements AutoCloseable {

  /// Room for a long name and a hundred cuts and colours in one query.
  private static final int LONGEST_REQUEST_LINE = 64 << 10;

  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration REPORT_INTERVAL = Duration.ofMillis(100);

  private final ServerSettings settings;
  private final Backstage backstage;
  private final WebServer web;
  private final Runnable onKill;
  private final Optional<String> killToken;
  private ServerSettings followed;
  private volatile Site site;
  private volatile boolean logsAccess;
  private final AtomicBoolean closed = new AtomicBoolean();

  private VisiomaticServer(
      ServerSettings settings, Backstage backstage, Optional<Tls> tls, Runnable onKill) {
    this.settings = settings;
    this.backstage = backstage;
    this.onKill = onKill;
    followed = settings;
    killToken = settings.oneShot().map(image -> KillEndpoint.newToken());
    site = SitePlan.draw(settings, backstage, killToken, onKill);
    logsAccess = settings.host().accessLog();
    HttpRouting.Builder routing = HttpRouting.builder();
    AccessLog accessLog = new AccessLog(new Proxies(settings.host().access().trustedProxies()));
    routing.addFilter(
        (chain, request, response) -> {
          if (logsAccess) {
            accessLog.filter(chain, request, response);
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
            .addProtocol(Http1Config.builder().maxPrologueLength(LONGEST_REQUEST_LINE).build())
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .directHandlers(ProtocolErrors.handlers())
            // What went wrong is told to these handlers, who say it in their own words.
            .errorHandling(ErrorHandling.builder().includeEntity(true).build())
            .addRouting(routing);
    tls.ifPresent(listener::tls);
    web = listener.build();
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
    demandFreePort(settings.host());
    Optional<TlsSettings> asked = settings.host().access().tls();
    Optional<Tls> tls =
        asked.isPresent() ? Optional.of(KeyStores.read(asked.get())) : Optional.empty();
    Backstage backstage = new Backstage(settings, pyramids, painter);
    VisiomaticServer server;
    try {
      server = new VisiomaticServer(settings, backstage, tls, onKill);
    } catch (RuntimeException e) {
      backstage.close();
      throw e;
    }
    try {
      server.web.start();
    } catch (RuntimeException e) {
      backstage.close();
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
      site = SitePlan.draw(next, backstage, killToken, onKill);
    } catch (RuntimeException e) {
      backstage.follow(followed);
      throw e;
    }
    followed = next;
    logsAccess = next.host().accessLog();
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

  /// Lets running answers end, stops builds, and closes everything. May be called more than once.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      backstage.library().close();
      web.stop();
      backstage.close();
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
