package org.visiomatic.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.visiomatic.shell.cli.Specs;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.ConfigurationText;
import org.visiomatic.shell.configure.SavedConfiguration;
import org.visiomatic.shell.console.Consent;
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
  private static final String YES = Consent.OPTION;

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
    Optional<Path> named = Specs.configurationFile(parsed, surroundings);
    boolean isSaved = parsed.hasMatchedOption(SAVE);
    SavedConfiguration saved =
        isSaved
            ? SavedConfiguration.inPlace(
                named, surroundings.environment(), Specs.given(parsed, surroundings))
            : new SavedConfiguration(
                Specs.configuration(parsed, surroundings), Configuration.file(named));
    // What a server would refuse later is better refused now, also when it is only shown.
    saved.demandUsable(Specs.extensions(parsed));
    if (isSaved) {
      saved.write(Specs.consent(parsed, surroundings), surroundings);
    }
    if (parsed.hasMatchedOption(SHOW)) {
      ConfigurationText shown = new ConfigurationText(saved.configuration());
      surroundings
          .out()
          .print(parsed.hasMatchedOption(ORIGIN) ? shown.withOrigins() : shown.plain());
      surroundings.out().flush();
    }
    return ExitCode.OK;
  }
}
