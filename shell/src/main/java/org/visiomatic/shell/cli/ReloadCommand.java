package org.visiomatic.shell.cli;

import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.remote.ReloadOrder;
import picocli.CommandLine.Model.CommandSpec;

/// The command that has a server read its configuration again.
final class ReloadCommand {

  private ReloadCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "reload",
            parsed ->
                ServerCommand.run(
                    parsed,
                    surroundings,
                    client -> {
                      ReloadOrder.give(client, Specs.isJson(parsed), surroundings);
                      return ExitCode.OK;
                    }),
            "Has a running server read its configuration again.");
    spec.addOption(Specs.json());
    ServerCommand.addTo(spec);
    return spec;
  }
}
