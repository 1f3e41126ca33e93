package org.visiomatic.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.Carriers;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.serve.library.ImageUnavailableException;
import org.visiomatic.serve.web.TemplateException;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.Leftovers;
import org.visiomatic.shell.config.ServerSection;
import org.visiomatic.shell.configure.ServerSettingsReader;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.shell.console.ProgressDisplay;
import org.visiomatic.shell.console.Signals;

/// A server in the foreground of a terminal, with or without an image to show at once.
final class Session {

  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  /// Signals that stop a server in order.
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  private final Supplier<Configuration> levels;
  private final Path file;
  private final Configuration configuration;
  private final List<String> extensions;
  private final PrintWriter err;
  private final boolean terminal = Boolean.getBoolean("visiomatic.terminal");

  /// @param levels brings the levels of the configuration together; asked again for each reload
  /// @param file the configuration file, which need not exist
  /// @param extensions which HDUs of a file to take; empty for all images
  /// @param err where to talk
  Session(Supplier<Configuration> levels, Path file, List<String> extensions, PrintWriter err) {
    this.levels = levels;
    this.file = file;
    this.configuration = levels.get();
    this.extensions = extensions;
    this.err = err;
  }

  /// Serves until stopped by a signal or, with an image, from its page.
  ///
  /// @return the exit code
  /// @throws InputException when the image is not there or cannot be read
  int run(Optional<Path> image) throws IOException, InterruptedException {
    if (image.isPresent()) {
      checkReadable(image.get());
      if (!configuration.get(HostSection.ACCESS_LOG)) {
        Logs.withoutBuilds();
      }
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Signals signals;
    try (VisiomaticServer server = start(image, stopped);
        Announcement announcement = new Announcement(configuration, file, image, server, err);
        Signals caught = Signals.stopping(SIGNALS, () -> stop(server, stopped))) {
      signals = caught;
      Reloading reloading = new Reloading(levels, configuration, image, extensions, server, err);
      server.onReload(reloading::tell);
      Thread closing = new Thread(() -> close(server, announcement), "visiomatic-closing");
      Runtime.getRuntime().addShutdownHook(closing);
      try (Signals _ = hangUps(image, reloading, stopped);
          FileWatch _ = watch(reloading)) {
        if (image.isPresent()) {
          show(server, image.get());
        } else {
          err.println(
              "visiomatic: serving " + dataFolder() + " at " + server.uri() + "  (^C stops)");
        }
        stopped.await();
      } finally {
        removeHook(closing);
      }
    }
    return signals.exitCode().orElse(ExitCode.OK);
  }

  private static void close(VisiomaticServer server, Announcement announcement) {
    server.close();
    announcement.close();
  }

  /// Closes the server from a thread of its own: the one of the signal must be free for a second
  /// signal, and that of the session may be waiting for a build.
  private static void stop(VisiomaticServer server, CountDownLatch stopped) {
    Thread.ofPlatform()
        .name("visiomatic-stopping")
        .start(
            () -> {
              server.close();
              stopped.countDown();
            });
  }

  /// A hang-up reloads a server of a folder. When it comes because the terminal is gone, there is
  /// nobody left to stop the server, so it stops; so does one that shows an image.
  private Signals hangUps(Optional<Path> image, Reloading reloading, CountDownLatch stopped) {
    return Signals.onHangUp(
        () -> {
          if (image.isPresent() || (terminal && err.checkError())) {
            stopped.countDown();
            return;
          }
          reloading.tell();
          if (terminal && err.checkError()) {
            stopped.countDown();
          }
        });
  }

  private @Nullable FileWatch watch(Reloading reloading) {
    if (!configuration.get(HostSection.RELOAD)) {
      return null;
    }
    return new FileWatch(() -> watched(reloading.current()), reloading::tell).every(WATCH_INTERVAL);
  }

  private List<Path> watched(Configuration current) {
    Stream<Path> pages =
        Leftovers.path(current, ServerSection.TEMPLATE_DIR)
            .map(
                templates ->
                    Stream.of(
                        templates,
                        templates.resolve(current.get(ServerSection.BASE_TEMPLATE)),
                        templates.resolve(current.get(ServerSection.BANNER_TEMPLATE))))
            .orElseGet(
                () ->
                    Stream.of(ServerSection.BASE_TEMPLATE, ServerSection.BANNER_TEMPLATE)
                        .filter(current::isAsked)
                        .map(current::get));
    Stream<Path> client = Leftovers.path(current, ServerSection.CLIENT_DIR).stream();
    return Stream.of(Stream.of(file), pages, client).flatMap(each -> each).toList();
  }

  private VisiomaticServer start(Optional<Path> image, CountDownLatch stopped)
      throws IOException, InterruptedException {
    Leftovers.warnings(configuration).forEach(warning -> err.println("visiomatic: " + warning));
    Carriers.provideFor(configuration.get(HostSection.WORKERS));
    VisiomaticServer server;
    try {
      server =
          VisiomaticServer.start(
              ServerSettingsReader.read(configuration, image, extensions), stopped::countDown);
    } catch (TemplateException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
    if (Thread.interrupted()) {
      server.close();
      throw new InterruptedException("The server was given up while it started.");
    }
    return server;
  }

  /// Opens the browser at once, so that it can show how the build goes on, and shows it here too.
  private void show(VisiomaticServer server, Path image) throws IOException, InterruptedException {
    URI page = server.uri();
    boolean opened = !configuration.get(ServerSection.NO_BROWSER) && Browser.open(page);
    if (!opened) {
      err.println("visiomatic: open " + page + " in a web browser");
    }
    ProgressDisplay display =
        new ProgressDisplay(err, String.valueOf(image.getFileName()), terminal);
    try {
      server.awaitImage(status -> display.at(status.stage(), status.fraction()));
      display.done();
      err.println("visiomatic: showing " + image + " at " + page + "  (^C stops)");
    } catch (ImageUnavailableException e) {
      display.erase();
      switch (e.reason()) {
        case MISSING, UNREADABLE, TOO_LARGE ->
            throw new InputException(String.valueOf(e.getMessage()), e);
        case BROKEN, FULL -> throw new IOException(e.getMessage(), e);
        case BUSY -> {
          // Only when it is being stopped: whoever did that needs no explanation.
        }
      }
    }
  }

  private static void checkReadable(Path image) throws InputException {
    if (!Files.exists(image)) {
      throw new InputException("There is no file " + image + ".");
    }
    if (Files.isDirectory(image)) {
      throw new InputException(
          image + " is a folder; serve the images below it with --data_dir " + image + ".");
    }
    if (!Files.isReadable(image)) {
      throw new InputException("The file " + image + " may not be read by this user.");
    }
  }

  private Path dataFolder() {
    return configuration.get(ServerSection.DATA_DIR).toAbsolutePath().normalize();
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook is what ends it.
      return;
    }
  }
}
