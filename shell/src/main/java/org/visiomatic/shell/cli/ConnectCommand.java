package org.visiomatic.shell.cli;

import java.io.IOException;
import java.util.Optional;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.remote.ServerState;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command that says which server those after it are about.
final class ConnectCommand {

  private ConnectCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "connect",
            parsed -> run(parsed, surroundings),
            "Connects to a running server, for the verbs that follow in the shell.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("URL")
            .type(String.class)
            .description(
                "Address of its interface for administrators, such as http://localhost:8010 or"
                    + " 8010; else that of the configuration, or the only server that runs here.")
            .build());
    spec.addOption(Specs.json());
    ServerCommand.addTokenFile(spec);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws IOException {
    Optional<String> url = Optional.ofNullable(parsed.matchedPositionalValue(0, (String) null));
    return ServerCommand.run(
        parsed,
        url,
        surroundings,
        (client, destination) -> {
          ServerState state = ServerState.ask(client);
          surroundings.server().connect(destination.connected());
          if (Specs.isJson(parsed)) {
            surroundings.out().println(state.summaryJson());
          } else {
            surroundings.out().println(state.summary());
          }
          if (!state.mismatch().isEmpty()) {
            surroundings.say(state.mismatch());
          }
          return ExitCode.OK;
        });
  }
}
