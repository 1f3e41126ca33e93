package org.visiomatic.shell.repl;

import java.util.List;
import org.visiomatic.shell.console.Surroundings;

/// Runs the verbs that lines name.
@FunctionalInterface
public interface VerbRunner {

  /// Runs one verb.
  ///
  /// @param words the verb and what follows it
  /// @return the exit code, see [org.visiomatic.shell.console.ExitCode]
  int run(List<String> words, Surroundings surroundings);
}
