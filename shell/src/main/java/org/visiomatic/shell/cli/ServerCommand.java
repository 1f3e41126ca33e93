package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Signals;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.remote.AdminClient;
import org.visiomatic.shell.remote.Destination;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What the commands about a running server have in common: the options that say which one, and
/// whole numbers within limits.
final class ServerCommand {

  static final String IMAGES = "Images, by their names below data_dir of the server.";

  private static final String URL = "--url";
  private static final String TOKEN_FILE = "--token-file";

  /// What leads to a server that is not named. Not its token, which everybody would see in the list
  /// of processes.
  private static final List<Setting<?>> SETTINGS =
      List.of(HostSection.ADMIN_HOST, HostSection.ADMIN_PORT, CacheSection.CACHE_DIR);

  private ServerCommand() {}

  /// Adds the options that say which server is meant.
  static void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.option(
            "URL",
            "Address of its interface for administrators; else the server that the shell is"
                + " connected to, that of the configuration, or the only one that runs here.",
            URL));
    addTokenFile(spec);
  }

  /// Adds the options that say what the server is shown.
  static void addTokenFile(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(TOKEN_FILE)
            .paramLabel("FILE")
            .type(Path.class)
            .description(
                "File whose first line is the token; else that of VISIOMATIC_ADMIN_TOKEN or of the"
                    + " configuration.")
            .build());
    Specs.addSettings(spec, SETTINGS);
  }

  /// Does something with the server that is meant; an interruption ends it.
  ///
  /// @return the exit code
  static int run(ParseResult parsed, Surroundings surroundings, Work work) throws IOException {
    return run(
        parsed,
        Optional.ofNullable(parsed.matchedOptionValue(URL, (String) null)),
        surroundings,
        (client, destination) -> work.with(client));
  }

  /// Does something with a server; an interruption ends it.
  ///
  /// @param url its address, if the user has said it
  static int run(ParseResult parsed, Optional<String> url, Surroundings surroundings, WorkAt work)
      throws IOException {
    Optional<Path> file = Optional.ofNullable(parsed.matchedOptionValue(TOKEN_FILE, (Path) null));
    Destination destination =
        Destination.find(
            new Destination.Wish(url, file),
            surroundings.server(),
            surroundings.environment(),
            () -> Specs.configuration(parsed, surroundings));
    if (destination.isExposed()) {
      surroundings.say(
          "the token goes to %s without encryption; put TLS before it, or ask on that machine."
              .formatted(destination.uri()));
    }
    try (AdminClient client = new AdminClient(destination);
        Signals signals = Signals.stopping(Thread.currentThread()::interrupt)) {
      try {
        return work.with(client, destination);
      } catch (InterruptedException e) {
        return signals.exitCode().orElse(ExitCode.INTERRUPTED);
      }
    }
  }

  /// A number that an option gives.
  ///
  /// @param otherwise what it is when the option is not there
  static int number(ParseResult parsed, String option, int otherwise, int least, int most) {
    return value(
        parsed,
        option,
        otherwise,
        text -> {
          int number = Integer.parseInt(text.strip());
          return number >= least && number <= most ? number : null;
        },
        "a whole number from %d to %d".formatted(least, most));
  }

  /// A value that an option gives.
  ///
  /// @param reader answers null or throws for a text that is none
  /// @param needed what is allowed, in words
  static <T> T value(
      ParseResult parsed,
      String option,
      T otherwise,
      Function<String, @Nullable T> reader,
      String needed) {
    String text = parsed.matchedOptionValue(option, (String) null);
    if (text == null) {
      return otherwise;
    }
    T value = null;
    Exception cause = null;
    try {
      value = reader.apply(text);
    } catch (IllegalArgumentException e) {
      cause = e;
    }
    if (value == null) {
      throw new ConfigurationException(
          "Option %s: '%s' was given, but %s is needed.".formatted(option, text, needed), cause);
    }
    return value;
  }

  /// Something done with a server.
  interface Work {
    int with(AdminClient client) throws IOException, InterruptedException;
  }

  /// Something done with a server whose address matters.
  interface WorkAt {
    int with(AdminClient client, Destination destination) throws IOException, InterruptedException;
  }
}
