package org.visiomatic.shell.cli;

import java.util.List;
import org.visiomatic.shell.cache.DiskUse;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that tells what images take on disk.
final class DuCommand {

  private static final String LEVELS = "--levels";

  private DuCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "du",
            parsed -> run(parsed, surroundings),
            "Tells what images in the cache folder take on disk.");
    CacheWork.addImages(spec, false);
    spec.addOption(Specs.flag("Tell it of each resolution, too.", LEVELS));
    spec.addOption(Specs.json());
    Specs.addSettings(spec, CacheWork.FOLDER);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws Exception {
    List<String> names = CacheWork.images(parsed);
    return CacheWork.run(
        parsed,
        surroundings,
        images -> {
          DiskUse use =
              new DiskUse(
                  images,
                  names.isEmpty() ? images.pyramids() : images.all(names),
                  parsed.hasMatchedOption(LEVELS));
          if (Specs.isJson(parsed)) {
            use.printJson(surroundings.out());
          } else {
            use.print(surroundings.out());
          }
          return ExitCode.OK;
        });
  }
}
