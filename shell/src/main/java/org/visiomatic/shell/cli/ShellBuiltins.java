package org.visiomatic.shell.cli;

import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.repl.Repl;
import org.visiomatic.shell.repl.VerbRunner;
import picocli.CommandLine.Model.CommandSpec;

/// The verbs that only the shell has.
final class ShellBuiltins {

  private ShellBuiltins() {}

  /// The verbs, in the order of the help.
  ///
  /// @param verbs all verbs of the shell
  /// @param runner runs them
  /// @param repl the shell
  static Verbs all(Verbs verbs, VerbRunner runner, Repl repl) {
    return new Verbs()
        .with("help", surroundings -> HelpCommand.spec(verbs, runner, surroundings))
        .with("history", surroundings -> HistoryCommand.spec(repl.past(), surroundings))
        .with("exit", surroundings -> exit("exit", "Ends the shell.", repl))
        .with("quit", surroundings -> exit("quit", "Ends the shell, too.", repl));
  }

  private static CommandSpec exit(String name, String description, Repl repl) {
    Command command =
        parsed -> {
          repl.ending().demand();
          return ExitCode.OK;
        };
    return Specs.command(name, command, description);
  }
}
