package org.visiomatic.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.running.RunningServers;
import org.visiomatic.shell.running.ServerNote;

/// Lets those who look after a cache folder know of a server that uses it, until closed.
final class Announcement implements AutoCloseable {

  private final PrintWriter err;
  private final RunningServers.@Nullable Presence presence;

  /// @param configuration what the server was started with
  /// @param file the configuration file, which need not exist
  /// @param image the only image to serve, if one was given
  /// @param err where to say that it was not possible, which keeps nobody from serving
  Announcement(
      Configuration configuration,
      Path file,
      Optional<Path> image,
      VisiomaticServer server,
      PrintWriter err) {
    this.err = err;
    Path cacheDir = configuration.get(CacheSection.CACHE_DIR);
    ServerNote note =
        ServerNote.ofThisProcess(
            server.uri(),
            adminUri(configuration, server),
            file,
            cacheDir,
            image,
            configuration.get(HostSection.RELOAD),
            fixed(configuration),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            ProductVersion.TEXT);
    RunningServers.@Nullable Presence left = null;
    try {
      left = new RunningServers(cacheDir).announce(note);
    } catch (IOException e) {
      err.println(
          "visiomatic: other commands will not find this server, as no note can be left in %s (%s)."
              .formatted(cacheDir, e));
    }
    presence = left;
  }

  private static Set<String> fixed(Configuration configuration) {
    return Settings.all().stream()
        .filter(
            setting ->
                switch (configuration.origin(setting)) {
                  case BUILT_IN, FILE -> false;
                  case ENVIRONMENT, COMMAND_LINE -> true;
                })
        .map(Setting::name)
        .collect(Collectors.toSet());
  }

  private static Optional<URI> adminUri(Configuration configuration, VisiomaticServer server) {
    if (server.adminPort().isEmpty()) {
      return Optional.empty();
    }
    String host = configuration.get(HostSection.ADMIN_HOST);
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return Optional.of(URI.create("http://" + name + ":" + server.adminPort().getAsInt() + "/"));
  }

  @Override
  public void close() {
    if (presence == null) {
      return;
    }
    try {
      presence.close();
    } catch (IOException e) {
      err.println("visiomatic: the note of this server stays behind (" + e + ").");
    }
  }
}
