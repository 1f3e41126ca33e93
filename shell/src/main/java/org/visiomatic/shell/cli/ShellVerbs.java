package org.visiomatic.shell.cli;

import java.util.function.Supplier;
import org.visiomatic.shell.repl.VerbRunner;

/// The shell itself.
public final class ShellVerbs {

  private ShellVerbs() {}

  /// The verbs, in the order of the help.
  ///
  /// @param all all verbs of the program
  /// @param program runs the line of one
  public static Verbs all(Supplier<Verbs> all, VerbRunner program) {
    return new Verbs()
        .with("shell", surroundings -> ShellCommand.spec(all.get(), surroundings))
        .with("help", surroundings -> HelpCommand.spec(all.get(), program, surroundings));
  }
}
