package org.visiomatic.serve.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Connections that know when their visitor has left and when they are stuck.
///
/// The web server closes connections that are idle for too long, and counts from the last request
/// that it has read. Here a connection on which a request is being answered is never idle, however
/// long that takes, and one whose visitor holds it up is idle from the moment it does.
final class WatchedConnections implements ServerConnectionSelector {

  private final ServerConnectionSelector connections;
  private final Duration patience;
  private final Map<Ends, Wire> wires = new ConcurrentHashMap<>();

  /// @param connections makes the connections
  /// @param patience how long a visitor may hold up a connection
  WatchedConnections(ServerConnectionSelector connections, Duration patience) {
    this.connections = connections;
    this.patience = patience;
  }

  /// The wire that a request came by; null when it is none of these connections'.
  @Nullable Wire of(ServerRequest request) {
    return wires.get(new Ends(request.remotePeer().address(), request.localPeer().address()));
  }

  /// For a listener that speaks HTTP/1.1 alone.
  static WatchedConnections plain() {
    return new WatchedConnections(
        Http1ConnectionSelector.builder().config(Http1Config.create()).build(),
        Patience.USUAL.stuck());
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
    Ends ends = new Ends(context.remotePeer().address(), context.localPeer().address());
    Wire wire = new Wire(context.dataReader(), context.dataWriter());
    return new Watched(
        ends, wire, connections.connection(new Context(context, wire.reader(), wire)));
  }

  /// Both ends of a connection, which no other has at the same time.
  private record Ends(SocketAddress remote, SocketAddress local) {}

  private final class Watched implements ServerConnection, InterruptableTask<Void> {

    private final Ends ends;
    private final Wire wire;
    private final ServerConnection connection;

    Watched(Ends ends, Wire wire, ServerConnection connection) {
      this.ends = ends;
      this.wire = wire;
      this.connection = connection;
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
      wires.put(ends, wire);
      try {
        handling.run();
      } finally {
        wires.remove(ends, wire);
      }
    }

    @Override
    public boolean canInterrupt() {
      return connection instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    @Override
    public Duration idleTime() {
      if (isStuck()) {
        return Duration.ofDays(1);
      }
      return wire.isAnswering() ? Duration.ZERO : connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      // Asked politely, the web server would wait for the end of what never ends.
      connection.close(interrupt || isStuck());
    }

    private boolean isStuck() {
      return wire.stuckNanos() > patience.toNanos();
    }
  }

  /// What the connection knows of its surroundings, with the wire in between.
  private record Context(ConnectionContext inner, DataReader dataReader, DataWriter dataWriter)
      implements ConnectionContext {

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
