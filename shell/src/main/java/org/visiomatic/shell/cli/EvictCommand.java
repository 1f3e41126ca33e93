package org.visiomatic.shell.cli;

import java.io.IOException;
import java.util.List;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.remote.ServerMemory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that has a server put images away.
final class EvictCommand {

  private static final String ALL = "--all";

  private EvictCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "evict",
            parsed -> run(parsed, surroundings),
            "Has a running server put images away from its memory; their caches stay.");
    spec.addPositional(Specs.words("IMAGE", ServerCommand.IMAGES, false));
    spec.addOption(Specs.flag("Put all images away.", ALL));
    spec.addOption(Specs.json());
    ServerCommand.addTo(spec);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws IOException {
    List<String> images = parsed.matchedPositionalValue(0, List.of());
    boolean all = parsed.hasMatchedOption(ALL);
    if (all != images.isEmpty()) {
      throw new ConfigurationException(
          all
              ? "Images cannot be named together with --all."
              : "Name the images that are to be put away, or say --all.");
    }
    return ServerCommand.run(
        parsed,
        surroundings,
        client -> {
          ServerMemory memory = new ServerMemory(client, Specs.isJson(parsed), surroundings);
          if (!all) {
            return memory.evict(images);
          }
          memory.evictAll();
          return ExitCode.OK;
        });
  }
}
