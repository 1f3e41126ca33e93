package org.visiomatic.shell.cli;

import java.io.IOException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.remote.ServerState;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that shows how a server stands.
final class StatusCommand {

  private StatusCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "status",
            parsed -> run(parsed, surroundings),
            "Shows how a running server stands: requests, memory, builds, refusals.");
    spec.addOption(Specs.json());
    ServerCommand.addTo(spec);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws IOException {
    return ServerCommand.run(
        parsed,
        surroundings,
        client -> {
          ServerState state = ServerState.ask(client);
          if (Specs.isJson(parsed)) {
            surroundings.out().println(state.json());
          } else {
            state.print(surroundings.out());
          }
          if (!state.mismatch().isEmpty()) {
            surroundings.say(state.mismatch());
          }
          return ExitCode.OK;
        });
  }
}
