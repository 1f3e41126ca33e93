package org.visiomatic.serve.http;

import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.Reloaded;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Painter;
import org.visiomatic.serve.library.BuildStatus;
import org.visiomatic.serve.library.CachedPyramids;
import org.visiomatic.serve.library.ImageLibrary;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.library.PyramidSource;
import org.visiomatic.serve.ops.EventLog;
import org.visiomatic.serve.ops.Telemetry;
import org.visiomatic.serve.web.TemplateException;

/// A running server.
public final class VisiomaticServer implements AutoCloseable {

  private static final Duration REPORT_INTERVAL = Duration.ofMillis(100);

  private final Backstage backstage;
  private final Listener listener;
  private final Runnable onKill;
  private final Optional<String> killToken;
  private final AccessLog accessLog;
  private final EventLog events;
  private final AtomicReference<Optional<AdminServer>> admin =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Supplier<Reloaded>>> reload =
      new AtomicReference<>(Optional.empty());
  private final AtomicBoolean closed = new AtomicBoolean();
  private ServerSettings settings;
  private volatile Site site;

  private VisiomaticServer(
      ServerSettings settings, Backstage backstage, Listener listener, Runnable onKill)
      throws IOException {
    this.settings = settings;
    this.backstage = backstage;
    this.listener = listener;
    this.onKill = onKill;
    killToken = settings.oneShot().map(image -> KillEndpoint.newToken());
    site = draw(settings);
    accessLog = new AccessLog(settings, backstage.telemetry());
    events = EventLog.into(backstage.telemetry().journal());
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
    Listener listener =
        new Listener(settings.host(), patience, settings.operations().shutdownTimeout(), telemetry);
    Backstage backstage = new Backstage(settings, pyramids, painter, telemetry);
    VisiomaticServer server;
    try {
      server = new VisiomaticServer(settings, backstage, listener, onKill);
    } catch (IOException | RuntimeException e) {
      backstage.close();
      throw e;
    }
    try {
      server.startListening();
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    backstage.warmUp();
    return server;
  }

  private void startListening() throws IOException {
    Optional<AdminSettings> wished = settings.operations().admin();
    if (wished.isPresent()) {
      admin.set(Optional.of(AdminServer.start(wished.get(), backstage, reload)));
    }
    HttpRouting.Builder routing = HttpRouting.builder();
    routing.any((request, response) -> site.handle(request, response));
    listener.start(routing);
    tell("The server listens at " + uri() + ".");
  }

  private void tell(String event) {
    backstage.telemetry().journal().tell("info", event);
  }

  private Site draw(ServerSettings of) {
    // The log has a file, so that it is made only after the first site, which may fail.
    RequestLog log =
        (request, asked, status, bytes, nanos) ->
            accessLog.answered(request, asked, status, bytes, nanos);
    return SitePlan.draw(of, backstage, listener.connections(), log, killToken, onKill);
  }

  /// Follows settings that have changed: paths and folders but that of the images, templates, image
  /// defaults, limits of requests, who is believed and may call, the access log, whose file is
  /// opened anew in any case. Requests under way end as they began. What needs a restart is left as
  /// it is.
  ///
  /// @throws TemplateException when a template cannot be used; then everything stays as it is
  /// @throws IOException when the access log cannot be written; then everything stays as it is
  public synchronized void follow(ServerSettings changed) throws IOException {
    // Whoever listens on the loopback interface as ever must answer to local names only, as ever.
    ServerSettings next = changed.with(changed.host().withHost(settings.host().host()));
    backstage.follow(next);
    try {
      Site drawn = draw(next);
      accessLog.follow(next);
      site = drawn;
    } catch (IOException | RuntimeException e) {
      backstage.follow(settings);
      throw e;
    }
    settings = next;
    tell("The configuration was read again.");
  }

  /// Says how the configuration is read again when an administrator asks for it.
  ///
  /// @param action runs on the thread that answers; what it throws is answered with 500 and logged
  public void onReload(Supplier<Reloaded> action) {
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
    return listener.port();
  }

  /// The address of its page, root path included.
  public URI uri() {
    return listener.uri();
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
      tell("The server is being stopped.");
      backstage.telemetry().journal().close();
      backstage.library().close();
      listener.stop();
      admin.getAndSet(Optional.empty()).ifPresent(AdminServer::close);
      backstage.close();
      accessLog.close();
      events.close();
    }
  }
}
