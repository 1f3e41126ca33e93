package org.visiomatic.shell.cli;

import java.util.List;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;

/// The command that removes settings from the configuration file.
final class ConfigUnsetCommand {

  private ConfigUnsetCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> {
          List<String> names = parsed.matchedPositionalValue(0, List.of());
          return ConfigChanges.run(parsed, surroundings, file -> file.unset(names));
        };
    CommandSpec spec =
        Specs.command(
            "unset",
            command,
            "Removes settings from the configuration file, so that they are as built in.");
    spec.addPositional(
        Specs.words("KEY", "Names of settings, or of what the file has that is none.", true));
    ConfigChanges.addTo(spec);
    return spec;
  }
}
