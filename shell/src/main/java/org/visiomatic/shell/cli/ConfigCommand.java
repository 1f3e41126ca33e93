package org.visiomatic.shell.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.configure.ConfigurationListing;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that lists all settings.
final class ConfigCommand {

  private ConfigCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "config",
            parsed -> run(parsed, surroundings),
            "Shows all settings: what they are, who says so, what they could be.");
    spec.addOption(Specs.json());
    Specs.addSettings(spec, List.of());
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) {
    Configuration configuration = Specs.configuration(parsed, surroundings);
    ConfigurationListing listing = ConfigurationListing.all(configuration);
    if (Specs.isJson(parsed)) {
      listing.printJson(surroundings.out(), false);
      return ExitCode.OK;
    }
    Path file = Configuration.file(Specs.configurationFile(parsed, surroundings));
    surroundings.out().println(file + (Files.exists(file) ? "" : " (not there)"));
    surroundings.out().println();
    listing.print(surroundings.out());
    return ExitCode.OK;
  }
}
