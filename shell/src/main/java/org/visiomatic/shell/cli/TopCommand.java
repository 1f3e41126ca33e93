package org.visiomatic.shell.cli;

import java.io.IOException;
import java.time.Duration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.remote.Top;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that shows live what a server is doing.
final class TopCommand {

  private static final String INTERVAL = "--interval";
  private static final String COUNT = "--count";
  private static final String ONCE = "--once";

  private static final int MOST_LOOKS = 1_000_000_000;
  private static final double SHORTEST = 0.1;
  private static final double LONGEST = 3600;

  private TopCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "top",
            parsed -> run(parsed, surroundings),
            "Shows live what a running server is doing, until q or ^C.");
    spec.addOption(Specs.option("SECONDS", "Time from one look to the next [1].", "-d", INTERVAL));
    spec.addOption(Specs.option("N", "End after so many looks.", "-n", COUNT));
    spec.addOption(Specs.flag("Look once; the same as --count 1.", ONCE));
    spec.addOption(Specs.json());
    ServerCommand.addTo(spec);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws IOException {
    Top.Options options = options(parsed);
    return ServerCommand.run(
        parsed,
        surroundings,
        client -> {
          new Top(client, options, surroundings).run();
          return ExitCode.OK;
        });
  }

  private static Top.Options options(ParseResult parsed) {
    if (parsed.hasMatchedOption(ONCE) && parsed.hasMatchedOption(COUNT)) {
      throw new ConfigurationException("Options --once and --count cannot be given together.");
    }
    double seconds =
        ServerCommand.value(
            parsed,
            INTERVAL,
            1.0,
            text -> {
              double value = Double.parseDouble(text);
              return value >= SHORTEST && value <= LONGEST ? value : null;
            },
            "a number of seconds from 0.1 to 3600");
    int count =
        parsed.hasMatchedOption(ONCE) ? 1 : ServerCommand.number(parsed, COUNT, 0, 1, MOST_LOOKS);
    return new Top.Options(
        Duration.ofMillis(Math.round(1e3 * seconds)), count, Specs.isJson(parsed));
  }
}
