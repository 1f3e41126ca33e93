package org.visiomatic.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

/// Lets those who look after a cache folder know of a server that uses it, until closed. When the
/// folder is moved to another disk, the note is left there anew.
final class Announcement implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final PrintWriter err;
  private final RunningServers servers;
  private final ServerNote note;
  private final CountDownLatch closed = new CountDownLatch(1);
  private RunningServers.@Nullable Presence presence;

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
    servers = new RunningServers(cacheDir);
    note =
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
    try {
      presence = servers.announce(note);
      Thread.ofVirtual().name("visiomatic-announcing").start(this::keep);
    } catch (IOException e) {
      err.println(
          "visiomatic: other commands will not find this server, as no note can be left in %s (%s)."
              .formatted(cacheDir, e));
    }
  }

  private void keep() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void renew() {
    if (presence == null || !presence.isLost() || closed.getCount() == 0) {
      return;
    }
    try {
      presence.close();
      presence = servers.announce(note);
    } catch (IOException e) {
      System.getLogger("org.visiomatic.shell")
          .log(System.Logger.Level.DEBUG, "The note of this server could not be left anew.", e);
    }
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
  public synchronized void close() {
    closed.countDown();
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
