package org.visiomatic.shell.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.console.ServerAddress;
import org.visiomatic.shell.running.RunningServers;
import org.visiomatic.shell.running.ServerNote;

/// Which server a verb is about, and what it is shown to be let in.
///
/// @param uri of its interface for administrators, with a slash at the end
/// @param secret what to show
public record Destination(URI uri, Secret secret) {

  /// What a user has said about it.
  ///
  /// @param url its address; empty for the one that the shell is connected to, else the one of the
  ///   configuration, else the only one that runs
  /// @param tokenFile file whose first line is the token; empty for the environment or the
  ///   configuration
  public record Wish(Optional<String> url, Optional<Path> tokenFile) {}

  /// Finds the server.
  ///
  /// @param configuration read only when it is needed
  /// @throws ConfigurationException when none is meant, or several could be
  public static Destination find(
      Wish wish,
      ServerAddress connection,
      Map<String, String> environment,
      Supplier<Configuration> configuration)
      throws IOException {
    Optional<ServerAddress.Connected> connected = connection.connected();
    if (wish.url().isEmpty() && wish.tokenFile().isEmpty() && connected.isPresent()) {
      ServerAddress.Connected server = connected.get();
      return new Destination(server.uri(), new Secret(server.token(), server.tokenOrigin()));
    }
    URI uri;
    if (wish.url().isPresent()) {
      uri = AdminAddress.of(wish.url().get());
    } else if (connected.isPresent()) {
      uri = connected.get().uri();
    } else {
      uri = configured(configuration.get()).orElse(null);
      uri = uri == null ? running(configuration.get()) : uri;
    }
    return new Destination(uri, Secret.find(wish.tokenFile(), environment, configuration));
  }

  private static Optional<URI> configured(Configuration configuration) {
    int port = configuration.get(HostSection.ADMIN_PORT);
    return port == 0
        ? Optional.empty()
        : Optional.of(AdminAddress.of(configuration.get(HostSection.ADMIN_HOST), port));
  }

  private static URI running(Configuration configuration) throws IOException {
    Path cache = configuration.get(CacheSection.CACHE_DIR);
    List<ServerNote> here =
        new RunningServers(cache).all().stream().filter(ServerNote::isOnThisMachine).toList();
    List<URI> open = here.stream().flatMap(note -> note.adminUri().stream()).toList();
    if (open.size() == 1) {
      return open.getFirst();
    }
    if (open.isEmpty()) {
      throw new ConfigurationException(
          (here.isEmpty()
                      ? "No server runs on the cache folder %s of this machine"
                      : "The server on the cache folder %s has no interface for administrators, which the setting admin_port opens")
                  .formatted(cache)
              + "; name another one with --url.");
    }
    throw new ConfigurationException(
        "Several servers run on the cache folder %s; name one with --url: %s."
            .formatted(cache, open.stream().map(URI::toString).collect(Collectors.joining(", "))));
  }

  /// Whether a token would go to another machine for all on the way to read.
  public boolean isExposed() {
    String host = String.valueOf(uri.getHost());
    boolean isHere =
        host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return secret.token().isPresent() && uri.getScheme().equalsIgnoreCase("http") && !isHere;
  }

  /// As the shell remembers it.
  public ServerAddress.Connected connected() {
    return new ServerAddress.Connected(uri, secret.token(), secret.origin());
  }
}
