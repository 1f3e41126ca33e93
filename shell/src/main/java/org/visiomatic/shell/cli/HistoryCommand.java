package org.visiomatic.shell.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.repl.PastLines;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that lists the lines typed before.
final class HistoryCommand {

  private static final String LAST = "--last";

  private HistoryCommand() {}

  static CommandSpec spec(PastLines past, Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "history", parsed -> run(parsed, past, surroundings), "Lists the lines typed before.");
    spec.addOption(Specs.option("N", "Only so many, the last ones.", "-n", LAST));
    spec.addOption(Specs.json());
    return spec;
  }

  private static int run(ParseResult parsed, PastLines past, Surroundings surroundings) {
    List<PastLines.PastLine> lines = past.lines();
    int last = last(parsed, lines.size());
    JsonMapper json = new JsonMapper();
    for (PastLines.PastLine line : lines.subList(lines.size() - last, lines.size())) {
      surroundings
          .out()
          .println(
              Specs.isJson(parsed)
                  ? json.createObjectNode().put("number", line.number()).put("line", line.line())
                  : "%5d  %s".formatted(line.number(), line.line()));
    }
    return ExitCode.OK;
  }

  private static int last(ParseResult parsed, int all) {
    String text = parsed.matchedOptionValue(LAST, String.valueOf(all));
    try {
      return Math.min(Integer.parseUnsignedInt(text), all);
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          "Option %s: '%s' was given, but a whole number is needed.".formatted(LAST, text), e);
    }
  }
}
