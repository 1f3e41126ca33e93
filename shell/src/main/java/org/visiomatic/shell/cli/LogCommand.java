package org.visiomatic.shell.cli;

import java.io.IOException;
import java.util.Optional;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.remote.LogFollower;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that shows and follows what a server does.
final class LogCommand {

  private static final String FOLLOW = "--follow";
  private static final String LINES = "--lines";
  private static final String STATUS = "--status";
  private static final String SLOW = "--slow";

  private static final int MOST_LINES = 4096;
  private static final int LINES_OTHERWISE = 20;
  private static final int LONGEST_MILLIS = 999_999_999;

  private LogCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "log",
            parsed -> run(parsed, surroundings),
            "Shows the latest requests and events of a running server, and follows them.");
    spec.addOption(Specs.flag("Go on with what happens from now on, until ^C.", "-f", FOLLOW));
    spec.addOption(
        Specs.option("N", "How many entries to begin with, 0 to 4096 [20].", "-n", LINES));
    spec.addOption(
        Specs.option("STATUS", "Only requests with a status such as 404 or 5xx.", STATUS));
    spec.addOption(
        Specs.option("MS", "Only requests that took so many milliseconds or longer.", SLOW));
    spec.addOption(Specs.json());
    ServerCommand.addTo(spec);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws IOException {
    LogFollower.Options options = options(parsed);
    return ServerCommand.run(
        parsed,
        surroundings,
        client -> {
          new LogFollower(client, options, surroundings.out()).run();
          return ExitCode.OK;
        });
  }

  private static LogFollower.Options options(ParseResult parsed) {
    Optional<String> status =
        ServerCommand.value(
            parsed,
            STATUS,
            Optional.empty(),
            text -> text.matches("[1-5](\\d\\d|xx)") ? Optional.of(text) : null,
            "a status such as 404 or 5xx");
    return new LogFollower.Options(
        ServerCommand.number(parsed, LINES, LINES_OTHERWISE, 0, MOST_LINES),
        parsed.hasMatchedOption(FOLLOW),
        status,
        ServerCommand.number(parsed, SLOW, 0, 0, LONGEST_MILLIS),
        Specs.isJson(parsed));
  }
}
