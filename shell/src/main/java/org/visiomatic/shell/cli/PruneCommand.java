package org.visiomatic.shell.cli;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.visiomatic.shell.cache.Pruning;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.console.Amounts;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.tile.TilingSettings;
import org.visiomatic.tiler.pyramid.CacheLimits;
import org.visiomatic.tiler.pyramid.Eviction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The commands that bring the cache folder down to some size.
final class PruneCommand {

  private static final String OLDER = "--older-than";
  private static final String KEEP = "--keep";
  private static final String SIZE = "--max-size";
  private static final String PINNED = "--pinned";

  private PruneCommand() {}

  /// `prune`.
  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "prune",
            parsed -> {
              Configuration configuration = Specs.configuration(parsed, surroundings);
              return run(parsed, surroundings, eviction(parsed, configuration));
            },
            "Removes the least recently used images until the cache folder is within its limits, or those given here.");
    spec.addOption(
        Specs.option("AGE", "Remove what was not used for that long, such as 30d.", OLDER));
    spec.addOption(Specs.option("COUNT", "Remove all but so many images.", KEEP));
    spec.addOption(Specs.option("SIZE", "Remove until all take no more, such as 500G.", SIZE));
    Removing.addTo(spec);
    Specs.addSettings(spec, CacheWork.LIMITS);
    return spec;
  }

  /// What is asked for here goes in place of the configuration.
  private static Eviction eviction(ParseResult parsed, Configuration configuration) {
    if (Stream.of(OLDER, KEEP, SIZE).noneMatch(parsed::hasMatchedOption)) {
      return Eviction.to(TilingSettings.limits(configuration), List.of());
    }
    CacheLimits limits =
        new CacheLimits(
            LsCommand.given(parsed, KEEP)
                .map(text -> Amounts.count(KEEP, text))
                .orElse(Long.MAX_VALUE),
            LsCommand.given(parsed, SIZE)
                .map(text -> Amounts.bytes(SIZE, text))
                .orElse(Long.MAX_VALUE));
    Instant unusedSince =
        LsCommand.age(parsed, OLDER).map(Instant.now()::minus).orElse(Instant.MIN);
    return new Eviction(limits, unusedSince, List.of(), false);
  }

  /// `clear`.
  static CommandSpec clear(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "clear",
            parsed ->
                run(
                    parsed,
                    surroundings,
                    new Eviction(
                        CacheLimits.ofImages(0),
                        Instant.MIN,
                        List.of(),
                        parsed.hasMatchedOption(PINNED))),
            "Removes all images from the cache folder, save those that are pinned or in use.");
    spec.addOption(Specs.flag("Remove those that are pinned, too.", PINNED));
    Removing.addTo(spec);
    Specs.addSettings(spec, CacheWork.FOLDER);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings, Eviction eviction)
      throws Exception {
    return CacheWork.run(
        parsed,
        surroundings,
        images -> new Pruning(images, eviction).run(Removing.from(images, parsed, surroundings)));
  }
}
