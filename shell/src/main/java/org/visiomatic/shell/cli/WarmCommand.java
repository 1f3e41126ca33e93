package org.visiomatic.shell.cli;

import java.io.IOException;
import java.util.List;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.remote.ServerMemory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that fills a server's memory ahead of visitors.
final class WarmCommand {

  private static final String LEVELS = "--levels";
  private static final int MOST_LEVELS = 99;
  private static final int LEVELS_OTHERWISE = 3;

  private WarmCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "warm",
            parsed -> run(parsed, surroundings),
            "Fills the memory of a running server with the coarse levels of images.");
    spec.addPositional(Specs.words("IMAGE", ServerCommand.IMAGES, true));
    spec.addOption(Specs.option("N", "How many levels, the coarsest first [3].", LEVELS));
    spec.addOption(Specs.json());
    ServerCommand.addTo(spec);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws IOException {
    List<String> images = parsed.matchedPositionalValue(0, List.of());
    int levels = ServerCommand.number(parsed, LEVELS, LEVELS_OTHERWISE, 1, MOST_LEVELS);
    return ServerCommand.run(
        parsed,
        surroundings,
        client ->
            new ServerMemory(client, Specs.isJson(parsed), surroundings).warm(images, levels));
  }
}
