package org.visiomatic.shell.cli;

import java.util.List;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.configure.ConfigurationListing;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that prints the values of some settings, for scripts.
final class ConfigGetCommand {

  private static final String ORIGIN = "--origin";

  private ConfigGetCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "get",
            parsed -> run(parsed, surroundings),
            "Prints the values of settings alone, one a line; secrets too.");
    spec.addPositional(Specs.words("KEY", "Names of settings.", true));
    spec.addOption(
        Specs.flag("Say which level sets each, after the value and a tabulator.", ORIGIN));
    spec.addOption(Specs.json());
    Specs.addSettings(spec, List.of());
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) {
    List<String> names = parsed.matchedPositionalValue(0, List.of());
    List<Setting<?>> settings = names.stream().<Setting<?>>map(Settings::demand).toList();
    ConfigurationListing listing =
        new ConfigurationListing(Specs.configuration(parsed, surroundings), settings);
    if (Specs.isJson(parsed)) {
      listing.printJson(surroundings.out(), true);
    } else {
      listing.printValues(surroundings.out(), parsed.hasMatchedOption(ORIGIN));
    }
    return ExitCode.OK;
  }
}
