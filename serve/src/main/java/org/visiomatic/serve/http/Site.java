package org.visiomatic.serve.http;

import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.AccessSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.api.ParameterError;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.serve.api.Stages;
import org.visiomatic.serve.library.BusyException;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.library.Visitor;
import org.visiomatic.serve.library.VisitorLeftException;
import org.visiomatic.serve.ops.Request;
import org.visiomatic.serve.ops.Telemetry;

/// The addresses of the server and what stands at each. Does for all of them what is the same:
/// methods, errors, origins.
final class Site implements Handler {

  /// What may be done at most addresses.
  static final Set<String> READ = Set.of("GET", "HEAD");

  /// Counted as the status of requests whose visitors left before the answer, as nginx does.
  private static final int LEFT = 499;

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  private final String rootPath;
  private final Proxies proxies;
  private final HostNames names;
  private final CrossOrigin crossOrigin;
  private final Sender sender;
  private final WatchedConnections connections;
  private final Telemetry telemetry;
  private final RequestLog log;
  private final Map<String, Place> pages = new HashMap<>();
  private final Map<String, Endpoint> folders = new LinkedHashMap<>();
  private Endpoint elsewhere = visit -> Reply.notFound();

  /// @param connections tell whether visitors are still there
  /// @param telemetry is told of every request
  /// @param log is told of every answer
  Site(HostSettings host, WatchedConnections connections, Telemetry telemetry, RequestLog log) {
    this.connections = connections;
    this.telemetry = telemetry;
    this.log = log;
    AccessSettings access = host.access();
    rootPath = host.rootPath();
    proxies = new Proxies(access.trustedProxies());
    names = new HostNames(host.host(), access.allowedHosts());
    crossOrigin = new CrossOrigin(access.corsOrigins());
    sender = new Sender(new PagePolicy(access.frameAncestors()));
  }

  /// Puts an endpoint at a path.
  void put(String path, Set<String> methods, Endpoint endpoint) {
    pages.put(path, new Place(methods, endpoint));
  }

  /// Puts an endpoint at every path below a prefix; it sees the rest of the path.
  void putFolder(String prefix, Endpoint endpoint) {
    folders.put(prefix + "/", endpoint);
  }

  /// Puts an endpoint at every other path.
  void putElsewhere(Endpoint endpoint) {
    elsewhere = endpoint;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    Wire wire = connections.of(request);
    if (wire == null) {
      // The connection of HTTP/2 has ended meanwhile.
      counted(request, response, null);
      return;
    }
    Visitor visitor = wire.begin(request.id());
    try {
      ScopedValue.where(Visitor.CURRENT, visitor).run(() -> counted(request, response, wire));
    } finally {
      wire.end(request.id(), request.content().consumed());
    }
  }

  private void counted(ServerRequest request, ServerResponse response, @Nullable Wire wire) {
    Request asked = asked(request);
    telemetry.requestBegun(asked);
    Stages stages = new Stages(telemetry);
    String whole = request.prologue().uriPath().path();
    String root = proxies.prefix(request).orElse(rootPath);
    String path = withoutRoot(withoutRoot(whole, root), rootPath);
    Place exact = pages.get(path);
    Place place = exact == null ? folder(path) : exact;
    Visit visit = new Visit(request, wire, exact == null ? rest(path) : path, root, stages, asked);
    int status = LEFT;
    try {
      boolean bareRoot = !whole.isEmpty() && (whole.equals(rootPath) || whole.equals(root));
      boolean meant = names.accept(request.authority());
      answer(
          visit,
          response,
          () -> !meant ? misdirected() : bareRoot ? toFolder(visit, "") : reply(place, visit));
      status = response.status().code();
    } finally {
      long bytes = visit.bytesSent(response);
      long nanos = stages.end();
      log.answered(request, asked, status, bytes, nanos);
      telemetry.requestEnded(asked, status, bytes, nanos);
    }
    if (visit.isLast()) {
      // Helidon 4.4 promises to close and does not (helidon-io/helidon issue 12324), so that
      // clients that read to the end would hang. A stream ends only now.
      if (response instanceof RoutingResponse open) {
        open.commit();
      }
      throw new CloseConnectionException("The visitor asked for it.");
    }
  }

  private Request asked(ServerRequest request) {
    HttpPrologue prologue = request.prologue();
    return new Request(
        proxies.arrival(request).client(),
        prologue.method().text(),
        prologue.uriPath().rawPath(),
        prologue.query().rawValue());
  }

  private void answer(Visit visit, ServerResponse response, Supplier<Reply> answer) {
    crossOrigin.mark(visit, response);
    Reply reply = answer.get();
    visit.stages().answered();
    deliver(visit, response, reply);
  }

  /// A visitor who leaves while being answered is nothing to write about in the log.
  private void deliver(Visit visit, ServerResponse response, Reply reply) {
    try {
      sender.send(visit, response, reply);
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException) {
          LOG.log(Level.DEBUG, () -> visit.path() + " could not be sent.", e);
          throw new CloseConnectionException("The visitor has left.", e);
        }
      }
      throw e;
    }
  }

  /// Pages name their files relative to themselves, so their addresses must end with a slash.
  ///
  /// @param path of the folder, without the root path
  private static Reply toFolder(Visit visit, String path) {
    return Reply.empty(
        308, Map.of("Location", visit.rootPath() + path + "/" + visit.queryForLink()));
  }

  /// @see HostNames
  private static Reply misdirected() {
    return Reply.error(
        421,
        "This server does not answer to that name; it can be added to the setting allowed_hosts.",
        Map.of());
  }

  private Reply reply(Place place, Visit visit) {
    Map<String, String> allow = Map.of("Allow", place.allow());
    if (visit.method().equals("OPTIONS")) {
      return Reply.empty(204, allow);
    }
    if (!place.methods().contains(visit.method())) {
      return Reply.error(405, "Method Not Allowed", allow);
    }
    try {
      return place.endpoint().reply(visit);
    } catch (RefusedRequestException e) {
      return Reply.errors(e.status(), e.errors());
    } catch (ImageUnavailableException e) {
      return unavailable(e);
    } catch (BusyException e) {
      return Reply.later(String.valueOf(e.getMessage()), e.work());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.later("The server is being stopped.", Duration.ZERO);
    } catch (VisitorLeftException e) {
      throw new CloseConnectionException("The visitor has left.", e);
    } catch (RuntimeException | LinkageError e) {
      return defect(visit, e);
    }
  }

  private static Reply unavailable(ImageUnavailableException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case MISSING, UNREADABLE ->
          Reply.errors(404, List.of(ParameterError.of("FIF", message, "value_error.str")));
      case TOO_LARGE ->
          Reply.errors(422, List.of(ParameterError.of("FIF", message, "value_error.too_large")));
      case BUSY -> Reply.later(message, e.work());
      case FULL -> Reply.error(507, message, Map.of());
      case BROKEN -> Reply.error(500, message, Map.of());
    };
  }

  private static Reply defect(Visit visit, Throwable problem) {
    Throwable cause = problem.getCause();
    if (cause instanceof BusyException busy) {
      return Reply.later(String.valueOf(busy.getMessage()), busy.work());
    }
    LOG.log(
        Level.ERROR,
        () -> visit.method() + " " + visit.path() + " could not be answered.",
        problem);
    return Reply.error(500, "Internal Server Error", Map.of());
  }

  /// A proxy may pass the root path on or take it away.
  private static String withoutRoot(String path, String rootPath) {
    if (!rootPath.isEmpty() && path.startsWith(rootPath)) {
      String rest = path.substring(rootPath.length());
      if (rest.isEmpty()) {
        return "/";
      }
      return rest.startsWith("/") ? rest : path;
    }
    return path;
  }

  private Place folder(String path) {
    if (folders.containsKey(path + "/")) {
      return new Place(READ, visit -> toFolder(visit, path));
    }
    return prefix(path)
        .map(folders::get)
        .map(endpoint -> new Place(READ, endpoint))
        .orElseGet(() -> new Place(READ, elsewhere));
  }

  private String rest(String path) {
    return path.substring(prefix(path).map(String::length).orElse(path.isEmpty() ? 0 : 1));
  }

  private Optional<String> prefix(String path) {
    return folders.keySet().stream().filter(path::startsWith).findFirst();
  }

  /// What stands at an address and what may be done there.
  private record Place(Set<String> methods, Endpoint endpoint) {

    String allow() {
      return String.join(", ", methods.stream().sorted().toList()) + ", OPTIONS";
    }
  }
}
