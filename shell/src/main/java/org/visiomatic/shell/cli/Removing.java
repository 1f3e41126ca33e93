package org.visiomatic.shell.cli;

import org.visiomatic.shell.cache.CachedImages;
import org.visiomatic.shell.cache.Removal;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options of verbs that remove images.
final class Removing {

  private static final String DRY_RUN = "--dry-run";

  private Removing() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(Specs.flag("Only say what would be removed.", "-n", DRY_RUN));
    spec.addOption(Specs.yes());
    spec.addOption(Specs.json());
  }

  static Removal from(CachedImages images, ParseResult parsed, Surroundings surroundings) {
    return new Removal(
        images,
        surroundings,
        Specs.consent(parsed, surroundings),
        parsed.hasMatchedOption(DRY_RUN),
        Specs.isJson(parsed));
  }
}
