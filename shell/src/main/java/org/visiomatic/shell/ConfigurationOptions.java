package org.visiomatic.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.visiomatic.shell.cli.Specs;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.ConfigurationText;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The options that save or show the configuration in place of doing anything else.
final class ConfigurationOptions {

  private static final String SAVE = "--save_config";
  private static final String SHOW = "--show_config";
  private static final String ORIGIN = "--origin";
  private static final String YES = "--yes";

  private final ParseResult parsed;
  private final Surroundings surroundings;

  ConfigurationOptions(ParseResult parsed, Surroundings surroundings) {
    this.parsed = parsed;
    this.surroundings = surroundings;
  }

  static void addTo(CommandSpec spec) {
    flag(
        spec,
        "Write all settings, as they are with the other options, to the configuration file and exit.",
        "-s",
        SAVE,
        "--save-config");
    flag(spec, "With --save_config: overwrite a file without asking.", YES);
    flag(spec, "Print all settings and exit.", "-S", SHOW, "--show-config");
    flag(spec, "With --show_config: say which level sets each of them.", ORIGIN);
  }

  private static void flag(CommandSpec spec, String description, String... names) {
    spec.addOption(
        OptionSpec.builder(names).type(boolean.class).arity("0").description(description).build());
  }

  /// Whether one of them was given.
  ///
  /// @throws ConfigurationException when one was given that does nothing without another
  boolean areGiven() {
    demand(YES, SAVE);
    demand(ORIGIN, SHOW);
    return parsed.hasMatchedOption(SAVE) || parsed.hasMatchedOption(SHOW);
  }

  private void demand(String option, String other) {
    if (parsed.hasMatchedOption(option) && !parsed.hasMatchedOption(other)) {
      throw new ConfigurationException("Option " + option + " goes with " + other + ".");
    }
  }

  /// Does what was asked for.
  ///
  /// @return the exit code
  int run() throws IOException {
    Configuration configuration = configuration();
    ConfigurationText text = new ConfigurationText(configuration);
    // What a server would refuse later is better refused now.
    ServerSettingsReader.read(configuration, Optional.empty(), Specs.extensions(parsed));
    if (parsed.hasMatchedOption(SAVE)) {
      Path target = Configuration.file(Specs.configurationFile(parsed, surroundings));
      new SavedConfiguration(target, surroundings)
          .write(text.commented(), parsed.hasMatchedOption(YES));
    }
    if (parsed.hasMatchedOption(SHOW)) {
      surroundings.out().print(parsed.hasMatchedOption(ORIGIN) ? text.withOrigins() : text.plain());
      surroundings.out().flush();
    }
    return ExitCode.OK;
  }

  /// A file that is to be saved need not be there yet.
  private Configuration configuration() {
    Optional<Path> file = Specs.configurationFile(parsed, surroundings);
    boolean toBeMade =
        parsed.hasMatchedOption(SAVE) && file.isPresent() && Files.notExists(file.get());
    return toBeMade
        ? Configuration.withoutFile(surroundings.environment(), Specs.given(parsed, surroundings))
        : new Configuration(file, surroundings.environment(), Specs.given(parsed, surroundings));
  }
}
