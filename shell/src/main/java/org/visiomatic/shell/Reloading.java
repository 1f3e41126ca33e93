package org.visiomatic.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.visiomatic.serve.Reloaded;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.serve.web.TemplateException;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.configure.ServerSettingsReader;

/// Reads the configuration again and lets a running server follow it. The levels above the file, as
/// they were at the start, still come before it.
final class Reloading {

  private final Supplier<Configuration> levels;
  private final Optional<Path> image;
  private final List<String> extensions;
  private final VisiomaticServer server;
  private final PrintWriter err;
  private final Configuration first;
  private Configuration last;

  /// @param levels brings the levels together anew
  /// @param first what the server was started with
  /// @param image the only image to serve, if one was given
  /// @param extensions which HDUs of a file to take; empty for all images
  /// @param err where to say what has changed
  Reloading(
      Supplier<Configuration> levels,
      Configuration first,
      Optional<Path> image,
      List<String> extensions,
      VisiomaticServer server,
      PrintWriter err) {
    this.levels = levels;
    this.first = first;
    this.last = first;
    this.image = image;
    this.extensions = extensions;
    this.server = server;
    this.err = err;
  }

  /// The configuration that is followed now.
  synchronized Configuration current() {
    return last;
  }

  /// Reloads, and says so or why not in one line.
  Reloaded tell() {
    try {
      return run();
    } catch (ConfigurationException e) {
      err.println("visiomatic: nothing was reloaded. " + e.getMessage());
      return new Reloaded.Refused(String.valueOf(e.getMessage()));
    }
  }

  /// Reloads, and says in one line what has changed and what waits for the next start.
  ///
  /// @throws ConfigurationException when the new configuration, a template or the access log cannot
  ///   be used; then all stays as it was
  synchronized Reloaded run() {
    Configuration next = levels.get();
    try {
      ServerSettings settings = ServerSettingsReader.read(next, image, extensions);
      server.follow(settings);
    } catch (IOException | TemplateException | IllegalArgumentException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
    List<String> followed = changed(last, next, Setting::isLive);
    List<String> waiting = changed(first, next, setting -> !setting.isLive());
    last = next;
    err.println(
        "visiomatic: reloaded"
            + (followed.isEmpty() ? "" : ", with other " + String.join(", ", followed))
            + (waiting.isEmpty() ? "" : "; to be restarted for " + String.join(", ", waiting))
            + ".");
    return new Reloaded.Followed(followed, waiting);
  }

  private static List<String> changed(
      Configuration before, Configuration after, Predicate<Setting<?>> which) {
    Stream<Setting<?>> all = Settings.all().stream();
    return all.filter(which)
        .filter(setting -> !Objects.equals(before.get(setting), after.get(setting)))
        .map(Setting::name)
        .toList();
  }
}
