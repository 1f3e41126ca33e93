package org.visiomatic.shell.cli;

import org.visiomatic.shell.cache.Removed;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that removes images from the cache folder.
final class RmCommand {

  private static final String FORCE = "--force";

  private RmCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "rm",
            parsed -> run(parsed, surroundings),
            "Removes images from the cache folder; their files stay.");
    CacheWork.addImages(spec, true);
    spec.addOption(Specs.flag("Remove them even if they are pinned.", "-f", FORCE));
    Removing.addTo(spec);
    Specs.addSettings(spec, CacheWork.FOLDER);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws Exception {
    return CacheWork.run(
        parsed,
        surroundings,
        images ->
            new Removed(
                    images, images.all(CacheWork.images(parsed)), parsed.hasMatchedOption(FORCE))
                .run(Removing.from(images, parsed, surroundings)));
  }
}
