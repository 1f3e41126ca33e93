package org.visiomatic.shell.cli;

import java.time.Instant;
import java.util.Optional;
import org.visiomatic.shell.cache.Inspection;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that describes an image in the cache folder.
final class InfoCommand {

  private static final String HEADER = "--header";
  private static final String SEARCH = "--search";

  private InfoCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "info", parsed -> run(parsed, surroundings), "Describes an image in the cache folder.");
    CacheWork.addImage(spec);
    spec.addOption(Specs.flag("Print the header cards instead.", HEADER));
    spec.addOption(
        Specs.option(
            "PATTERN",
            "Print the header cards that contain a text, whatever the case, or whose keywords fit a pattern such as 'CRVAL*'.",
            SEARCH));
    spec.addOption(Specs.json());
    Specs.addSettings(spec, CacheWork.FOLDER);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws Exception {
    Optional<String> search =
        LsCommand.given(parsed, SEARCH)
            .or(() -> parsed.hasMatchedOption(HEADER) ? Optional.of("") : Optional.empty());
    Inspection inspection = new Inspection(search, Specs.isJson(parsed));
    return CacheWork.run(
        parsed,
        surroundings,
        images -> {
          String name = parsed.matchedPositionalValue(0, "");
          inspection.print(images, images.one(name), Instant.now(), surroundings.out());
          return ExitCode.OK;
        });
  }
}
