package org.visiomatic.shell.cli;

import org.visiomatic.shell.cache.Orphans;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that finds images whose sources are gone or have changed.
final class OrphansCommand {

  private static final String REMOVE = "--remove";

  private OrphansCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "orphans",
            parsed -> run(parsed, surroundings),
            "Lists images in the cache folder whose files are gone or have changed since.");
    spec.addOption(Specs.flag("Remove them, save those that are pinned.", REMOVE));
    Removing.addTo(spec);
    Specs.addSettings(spec, CacheWork.FOLDER);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws Exception {
    boolean removes = parsed.hasMatchedOption(REMOVE);
    if (!removes) {
      demandNot(parsed, "--yes");
      demandNot(parsed, "--dry-run");
    }
    return CacheWork.run(
        parsed,
        surroundings,
        images -> {
          Orphans orphans = new Orphans(images);
          if (removes) {
            orphans.warnings().forEach(surroundings::say);
            return orphans.remove(Removing.from(images, parsed, surroundings));
          }
          if (Specs.isJson(parsed)) {
            orphans.printJson(surroundings.out());
          } else {
            orphans.print(surroundings.out());
          }
          return ExitCode.OK;
        });
  }

  private static void demandNot(ParseResult parsed, String option) {
    if (parsed.hasMatchedOption(option)) {
      throw new ConfigurationException("Option " + option + " goes with " + REMOVE + ".");
    }
  }
}
