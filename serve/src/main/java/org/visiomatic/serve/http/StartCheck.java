package org.visiomatic.serve.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.TlsSettings;
import org.visiomatic.serve.library.DataFolder;
import org.visiomatic.serve.web.BuiltInClient;
import org.visiomatic.serve.web.Pages;
import org.visiomatic.serve.web.TemplateException;
import org.visiomatic.tiler.pyramid.CacheFolder;

/// Whether a server with some settings could start on this machine as things are now: its folders,
/// keys, templates and interfaces. Nothing is made or changed. That a port is taken is left to the
/// start, as it may be taken by the server that is to be replaced.
public final class StartCheck {

  private final List<String> obstacles = new ArrayList<>();

  private StartCheck() {}

  /// What stands in the way of a start, a sentence each; nothing when it could start.
  public static List<String> obstacles(ServerSettings settings) {
    StartCheck check = new StartCheck();
    HostSettings host = settings.host();
    check.note(() -> demandInterface(host.host(), host.port()));
    settings.operations().admin().ifPresent(admin -> check.note(() -> demandRoom(admin, host)));
    Optional<TlsSettings> tls = host.access().tls();
    tls.ifPresent(keys -> check.note(() -> KeyStores.read(keys)));
    if (settings.oneShot().isEmpty()) {
      check.note(() -> DataFolder.of(settings.paths().dataDir()));
    }
    check.note(() -> demandCache(settings.cache().cacheDir(), settings.cache().usesFile()));
    check.note(() -> new Pages(settings, new BuiltInClient(), Optional.empty()));
    if (host.accessLog()) {
      settings.operations().accessLogFile().ifPresent(log -> check.note(() -> demandLog(log)));
    }
    return check.obstacles;
  }

  private void note(Step step) {
    try {
      step.run();
    } catch (IOException | TemplateException e) {
      obstacles.add(String.valueOf(e.getMessage()));
    }
  }

  /// Port 0 of an interface is always free, so that what fails there fails for any port.
  private static void demandInterface(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, 0);
    if (address.isUnresolved()) {
      throw new UnknownHostException(
          "There is no host or interface %s to listen on; use localhost, 0.0.0.0 or an address of this machine."
              .formatted(host));
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(address);
    } catch (IOException e) {
      throw new IOException(
          "A server cannot listen on %s (%s); use localhost, 0.0.0.0 or an address of this machine."
              .formatted(host, e.getMessage()),
          e);
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, port));
    } catch (BindException e) {
      String reason = String.valueOf(e.getMessage());
      if (reason.toLowerCase(Locale.ROOT).contains("permission")) {
        throw new IOException(
            "This user may not listen on port %d (%s); use one from 1024 on."
                .formatted(port, reason),
            e);
      }
    }
  }

  private static void demandRoom(AdminSettings admin, HostSettings host) throws IOException {
    demandInterface(admin.host(), admin.port());
    InetAddress mine = InetAddress.getByName(admin.host());
    InetAddress other = InetAddress.getByName(host.host());
    boolean meet = mine.equals(other) || mine.isAnyLocalAddress() || other.isAnyLocalAddress();
    if (admin.port() != 0 && admin.port() == host.port() && meet) {
      throw new IOException(
          "The settings port and admin_port are both %d; each needs one of its own."
              .formatted(admin.port()));
    }
  }

  private static void demandCache(Path folder, Optional<Path> usesFile) throws IOException {
    if (!canBeMade(folder)) {
      throw new IOException(
          "The cache folder %s can neither be written nor made; name one that can with cache_dir."
              .formatted(folder));
    }
    if (usesFile.isEmpty()) {
      return;
    }
    Path file = usesFile.get().toAbsolutePath();
    if (Files.exists(file) && Files.isDirectory(folder)) {
      // Whatever else it is, it says.
      CacheFolder.open(folder, usesFile);
    } else if (Files.isDirectory(file) || !canBeMade(file.getParent())) {
      throw new IOException(
          "The index of last uses %s cannot be made; name another file with ultradict_cache_file."
              .formatted(file));
    }
  }

  private static void demandLog(Path log) throws IOException {
    boolean usable =
        Files.exists(log) ? !Files.isDirectory(log) && Files.isWritable(log) : canBeWrittenIn(log);
    if (!usable) {
      throw new IOException(
          "The access log %s cannot be written; name another file with access_log_file."
              .formatted(log));
    }
  }

  private static boolean canBeWrittenIn(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
  }

  /// Whether it is a folder that can be written, or the nearest one around it takes another.
  private static boolean canBeMade(@Nullable Path folder) {
    Path around = folder == null ? null : folder.toAbsolutePath();
    while (around != null && !Files.exists(around)) {
      around = around.getParent();
    }
    return around != null && Files.isDirectory(around) && Files.isWritable(around);
  }

  /// A part of the start that may fail.
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
