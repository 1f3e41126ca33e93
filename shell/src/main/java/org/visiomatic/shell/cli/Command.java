package org.visiomatic.shell.cli;

import picocli.CommandLine.ParseResult;

/// What stands behind a command of the command line.
@FunctionalInterface
public interface Command {

  /// Does the work.
  ///
  /// @param parsed what the user gave
  /// @return the exit code
  int run(ParseResult parsed) throws Exception;
}
