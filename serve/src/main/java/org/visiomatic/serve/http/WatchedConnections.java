package org.visiomatic.serve.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.http2.Http2Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.ops.ConnectionRefusal;
import org.visiomatic.serve.ops.Telemetry;

/// Connections that know when their visitor has left and when they are stuck.
///
/// The web server closes connections that are idle for too long, and counts from the last request
/// that it has read. Here a connection on which a request is being answered is never idle, however
/// long that takes, and one whose visitor holds it up is idle from the moment it does.
final class WatchedConnections {

  /// More requests at once on one connection than browsers make.
  ///
  /// Helidon 4.4 remembers streams until it has seen so many, and hangs up when they are exceeded.
  private static final int STREAMS = 1024;

  /// How many requests a visitor may take back, before their answers begin, in [#RESETS_PERIOD].
  ///
  /// The client takes all tiles back that are under way, sixteen at most, whenever a slider moves,
  /// which is sixty times a second at most. The limit that Helidon has, 50, would end its
  /// connection at the fourth step. What is taken back is not painted, so that a flood costs
  /// little.
  private static final int RESETS = 10_000;

  private static final Duration RESETS_PERIOD = Duration.ofSeconds(10);

  /// As much as by HTTP/1.1: the address and the other headers.
  private static final int LONGEST_HEADERS =
      Listener.LONGEST_REQUEST_LINE + Http1Config.create().maxHeadersSize();

  /// Without it nobody may ask for HTTP/2 (RFC 7540, section 3.2.1).
  private static final HeaderName SETTINGS = HeaderNames.create("HTTP2-Settings");

  /// How long a visitor who was told to hang up may take for it.
  private static final Duration PARTING = Duration.ofMillis(200);

  private static final System.Logger LOG = System.getLogger(WatchedConnections.class.getName());

  private final Duration patience;
  private final Http1Config http1;
  private final Http2Config http2;
  private final Telemetry telemetry;
  private final Map<Ends, Watched> open = new ConcurrentHashMap<>();

  /// @param patience how long a visitor may hold up a connection
  /// @param http1 how HTTP/1.1 is spoken
  /// @param telemetry is told of those that are stuck
  WatchedConnections(Duration patience, Http1Config http1, Telemetry telemetry) {
    this.telemetry = telemetry;
    this.patience = patience;
    this.http1 = http1;
    http2 =
        Http2Config.builder()
            .maxConcurrentStreams(STREAMS)
            .maxRapidResets(RESETS)
            .rapidResetCheckPeriod(RESETS_PERIOD)
            .maxHeaderListSize(LONGEST_HEADERS)
            .flowControlTimeout(patience)
            .build();
  }

  /// What makes the connections, for the builder of a web server.
  List<ServerConnectionSelector> selectors() {
    return List.of(
        new Selector(
            Http1ConnectionSelector.builder().config(http1).addUpgrader(new Upgrader()).build(),
            Http1Wire::new),
        new Selector(Http2ConnectionSelector.builder().http2Config(http2).build(), Http2Wire::new));
  }

  /// The wire that a request came by; null when it is none of these connections'.
  @Nullable Wire of(ServerRequest request) {
    Watched connection =
        open.get(new Ends(request.remotePeer().address(), request.localPeer().address()));
    return connection == null ? null : connection.wire;
  }

  /// Both ends of a connection, which no other has at the same time.
  private record Ends(SocketAddress remote, SocketAddress local) {
    Ends(ConnectionContext context) {
      this(context.remotePeer().address(), context.localPeer().address());
    }
  }

  private final class Selector implements ServerConnectionSelector {

    private final ServerConnectionSelector connections;
    private final BiFunction<DataReader, DataWriter, Wire> wires;

    Selector(ServerConnectionSelector connections, BiFunction<DataReader, DataWriter, Wire> wires) {
      this.connections = connections;
      this.wires = wires;
    }

    @Override
    public int bytesToIdentifyConnection() {
      return connections.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData start) {
      return connections.supports(start);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
      return connections.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
      Wire wire = wires.apply(context.dataReader(), context.dataWriter());
      return new Watched(
          new Ends(context), wire, connections.connection(new Context(context, wire)));
    }
  }

  /// Turns a connection of HTTP/1.1 into one of HTTP/2 when its visitor asks for it.
  private final class Upgrader implements Http1Upgrader {

    private final Http1Upgrader upgrader = Http2Upgrader.create(http2);

    @Override
    public String supportedProtocol() {
      return upgrader.supportedProtocol();
    }

    @Override
    public @Nullable ServerConnection upgrade(
        ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
      if (!headers.contains(SETTINGS)) {
        return null;
      }
      Wire wire = new Http2Wire(context.dataReader(), context.dataWriter());
      ServerConnection upgraded = null;
      try {
        upgraded = upgrader.upgrade(new Context(context, wire), prologue, headers);
      } catch (IllegalArgumentException | Http2Exception e) {
        LOG.log(Level.DEBUG, "A visitor who asked for HTTP/2 gets HTTP/1.1.", e);
      }
      Watched connection = open.get(new Ends(context));
      if (upgraded != null && connection != null) {
        connection.become(wire, upgraded);
      }
      return upgraded == null ? null : new Upgraded(upgraded);
    }
  }

  /// Whoever handles the connection before would take its end for a bad request, and say so in the
  /// midst of frames.
  private record Upgraded(ServerConnection inner) implements ServerConnection {

    @Override
    @SuppressWarnings("removal") // as long as the interface has it
    public void handle(Semaphore requests) throws InterruptedException {
      handle(FixedLimit.create(requests));
    }

    @Override
    public void handle(Limit requests) throws InterruptedException {
      try {
        inner.handle(requests);
      } catch (CloseConnectionException e) {
        throw e;
      } catch (RuntimeException e) {
        if (!Departure.isCauseOf(e)) {
          LOG.log(Level.WARNING, "A connection of HTTP/2 broke off.", e);
        }
        throw new CloseConnectionException("The connection of HTTP/2 has ended.", e);
      }
    }

    @Override
    public Duration idleTime() {
      return inner.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      inner.close(interrupt);
    }
  }

  private final class Watched implements ServerConnection, InterruptableTask<Void> {

    private final Ends ends;
    private final AtomicBoolean refused = new AtomicBoolean();
    private volatile Wire wire;
    private volatile ServerConnection connection;

    Watched(Ends ends, Wire wire, ServerConnection connection) {
      this.ends = ends;
      this.wire = wire;
      this.connection = connection;
    }

    /// Goes on as another connection, which the one before handles.
    void become(Wire newWire, ServerConnection newConnection) {
      wire = newWire;
      connection = newConnection;
    }

    @Override
    @SuppressWarnings("removal") // as long as the interface has it
    public void handle(Semaphore requests) throws InterruptedException {
      watch(() -> connection.handle(requests));
    }

    @Override
    public void handle(Limit requests) throws InterruptedException {
      watch(() -> connection.handle(requests));
    }

    private void watch(Handling handling) throws InterruptedException {
      open.put(ends, this);
      try {
        handling.run();
      } finally {
        open.remove(ends, this);
        wire.over();
      }
    }

    @Override
    public boolean canInterrupt() {
      // Of those who speak HTTP/2, leave is taken first.
      return wire instanceof Http1Wire
          && connection instanceof InterruptableTask<?> task
          && task.canInterrupt();
    }

    @Override
    public Duration idleTime() {
      if (isStuck()) {
        return Duration.ofDays(1);
      }
      return wire.isAnswering() ? Duration.ZERO : wire.idle(connection.idleTime());
    }

    @Override
    public void close(boolean interrupt) {
      // Asked politely, the web server would wait for the end of what never ends.
      boolean stuck = isStuck();
      if (stuck && refused.compareAndSet(false, true)) {
        telemetry.connectionRefused(ConnectionRefusal.STUCK);
      }
      boolean now = interrupt || stuck;
      if (now || !(wire instanceof Http2Wire many)) {
        connection.close(now);
        if (now) {
          wire.giveUp();
        }
      } else {
        // Whoever stops must not wait for a visitor who takes nothing.
        Thread.ofVirtual().name("visiomatic-farewell").start(() -> takeLeave(many));
      }
    }

    /// Asked itself, the web server would drop answers that are being made, and without saying
    /// which.
    private void takeLeave(Http2Wire many) {
      try {
        many.sayFarewell();
        many.awaitRest(PARTING);
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "A connection was lost before it was closed.", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      connection.close(true);
    }

    private boolean isStuck() {
      return wire.stuckNanos() > patience.toNanos();
    }
  }

  /// What the connection knows of its surroundings, with the wire in between.
  private record Context(ConnectionContext inner, Wire wire) implements ConnectionContext {

    @Override
    public DataReader dataReader() {
      return wire.reader();
    }

    @Override
    public DataWriter dataWriter() {
      return wire;
    }

    @Override
    public ListenerContext listenerContext() {
      return inner.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return inner.executor();
    }

    @Override
    public Router router() {
      return inner.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
      return inner.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
      return inner.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return inner.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return inner.localPeer();
    }

    @Override
    public boolean isSecure() {
      return inner.isSecure();
    }

    @Override
    public String socketId() {
      return inner.socketId();
    }

    @Override
    public String childSocketId() {
      return inner.childSocketId();
    }
  }

  /// What a connection does as long as it lasts.
  @FunctionalInterface
  private interface Handling {
    void run() throws InterruptedException;
  }
}
