package org.visiomatic.shell.cli;

import java.time.Instant;
import org.visiomatic.shell.cache.Totals;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.tile.TilingSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that tells how full the cache folder is.
final class StatCommand {

  private StatCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "stat",
            parsed -> run(parsed, surroundings),
            "Tells how full the cache folder is: against its limits, and against its disk.");
    spec.addOption(Specs.json());
    Specs.addSettings(spec, CacheWork.LIMITS);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws Exception {
    Configuration configuration = Specs.configuration(parsed, surroundings);
    return CacheWork.run(
        configuration,
        images -> {
          Totals totals = Totals.of(images, TilingSettings.limits(configuration));
          if (Specs.isJson(parsed)) {
            surroundings.out().println(totals.json());
          } else {
            totals.print(Instant.now(), surroundings.out());
          }
          return ExitCode.OK;
        });
  }
}
