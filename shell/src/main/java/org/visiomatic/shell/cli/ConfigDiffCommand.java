package org.visiomatic.shell.cli;

import java.util.List;
import org.visiomatic.shell.configure.ConfigurationListing;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that shows which settings are not as built in.
final class ConfigDiffCommand {

  private ConfigDiffCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "diff",
            parsed -> run(parsed, surroundings),
            "Shows the settings that are not as built in.");
    spec.addOption(Specs.json());
    Specs.addSettings(spec, List.of());
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) {
    ConfigurationListing listing =
        ConfigurationListing.different(Specs.configuration(parsed, surroundings));
    if (Specs.isJson(parsed)) {
      listing.printJson(surroundings.out(), false);
    } else if (listing.settings().isEmpty()) {
      surroundings.say("all settings are as built in.");
    } else {
      listing.printBesideBuiltIn(surroundings.out());
    }
    return ExitCode.OK;
  }
}
