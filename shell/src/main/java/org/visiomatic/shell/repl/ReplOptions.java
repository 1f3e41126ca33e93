package org.visiomatic.shell.repl;

import java.nio.file.Path;
import java.util.Optional;

/// How the shell runs.
///
/// @param commands to run in place of those that are typed
/// @param stopsAtFailure whether no verb is run after one that failed
/// @param isTyped whether somebody types; otherwise standard input is a script
/// @param history where lines are kept for the next session; empty for nowhere
public record ReplOptions(
    Optional<String> commands, boolean stopsAtFailure, boolean isTyped, Optional<Path> history) {

  /// Whether lines are asked for.
  public boolean isAtPrompt() {
    return isTyped && commands.isEmpty();
  }
}
