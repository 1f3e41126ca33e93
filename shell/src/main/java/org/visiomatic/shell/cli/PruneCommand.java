package org.visiomatic.shell.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.visiomatic.shell.cache.CachedImages;
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
              Goal goal = goal(parsed, configuration);
              return run(parsed, surroundings, goal::eviction);
            },
            "Removes the least recently used images until the cache folder is within its limits, or those given here.");
    spec.addOption(
        Specs.option("AGE", "Remove what was not used for that long, such as 30d.", OLDER));
    spec.addOption(
        Specs.option(
            "COUNT",
            "Keep so many of the most recently used in any case; alone, remove all others.",
            KEEP));
    spec.addOption(Specs.option("SIZE", "Remove until all take no more, such as 500G.", SIZE));
    Removing.addTo(spec);
    Specs.addSettings(spec, CacheWork.LIMITS);
    return spec;
  }

  /// What is to be reached.
  ///
  /// @param kept how many of the most recently used images stay in any case
  private record Goal(CacheLimits limits, Instant unusedSince, long kept) {

    Eviction eviction(CachedImages images) {
      List<Path> pyramids = images.pyramids();
      int goes = (int) Math.max(0, pyramids.size() - kept);
      return new Eviction(limits, unusedSince, pyramids.subList(goes, pyramids.size()), false);
    }
  }

  /// What is asked for here goes in place of the configuration.
  private static Goal goal(ParseResult parsed, Configuration configuration) {
    Optional<Long> kept = LsCommand.given(parsed, KEEP).map(text -> Amounts.count(KEEP, text));
    Optional<Long> bytes = LsCommand.given(parsed, SIZE).map(text -> Amounts.bytes(SIZE, text));
    Optional<Duration> age = LsCommand.age(parsed, OLDER);
    if (kept.isEmpty() && bytes.isEmpty() && age.isEmpty()) {
      return new Goal(TilingSettings.limits(configuration), Instant.MIN, 0);
    }
    boolean isAlone = bytes.isEmpty() && age.isEmpty();
    return new Goal(
        new CacheLimits(
            isAlone ? kept.orElse(Long.MAX_VALUE) : Long.MAX_VALUE, bytes.orElse(Long.MAX_VALUE)),
        age.map(Instant.now()::minus).orElse(Instant.MIN),
        kept.orElse(0L));
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
                    images ->
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

  private static int run(
      ParseResult parsed, Surroundings surroundings, Function<CachedImages, Eviction> eviction)
      throws Exception {
    return CacheWork.run(
        parsed,
        surroundings,
        images ->
            new Pruning(images, eviction.apply(images))
                .run(Removing.from(images, parsed, surroundings)));
  }
}
