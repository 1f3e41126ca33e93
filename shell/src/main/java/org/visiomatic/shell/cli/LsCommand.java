package org.visiomatic.shell.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.visiomatic.shell.cache.ImageFilter;
import org.visiomatic.shell.cache.ImageOrder;
import org.visiomatic.shell.cache.ImageState;
import org.visiomatic.shell.cache.Listing;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Amounts;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that lists the images in the cache folder.
final class LsCommand {

  private static final String LONG = "--long";
  private static final String SORT = "--sort";
  private static final String REVERSE = "--reverse";
  private static final String LARGER = "--larger";
  private static final String SMALLER = "--smaller";
  private static final String OLDER = "--older-than";
  private static final String NEWER = "--newer-than";
  private static final String STATE = "--state";
  private static final String PINNED = "--pinned";

  private LsCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "ls", parsed -> run(parsed, surroundings), "Lists the images in the cache folder.");
    CacheWork.addImages(spec, false);
    spec.addOption(
        Specs.flag("Look for the state of each, and show type, age and source.", "-l", LONG));
    spec.addOption(Specs.option(choices(ImageOrder.class), "Order of the list. [name]", SORT));
    spec.addOption(Specs.flag("Opposite order.", "-r", REVERSE));
    spec.addOption(Specs.option("SIZE", "Only what takes more on disk, such as 2G.", LARGER));
    spec.addOption(Specs.option("SIZE", "Only what takes less.", SMALLER));
    spec.addOption(
        Specs.option("AGE", "Only what was not used for that long, such as 30d.", OLDER));
    spec.addOption(Specs.option("AGE", "Only what was used since then.", NEWER));
    spec.addOption(
        Specs.option(choices(ImageState.class), "Only what is so; several with commas.", STATE));
    spec.addOption(Specs.flag("Only what is pinned.", PINNED));
    spec.addOption(Specs.json());
    Specs.addSettings(spec, CacheWork.FOLDER);
    return spec;
  }

  private static String choices(Class<? extends Enum<?>> type) {
    return names(type, "|");
  }

  private static String names(Class<? extends Enum<?>> type, String between) {
    return Arrays.stream(type.getEnumConstants())
        .map(Object::toString)
        .collect(Collectors.joining(between));
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws Exception {
    Instant now = Instant.now();
    ImageFilter filter =
        new ImageFilter(
            CacheWork.images(parsed),
            given(parsed, LARGER).map(text -> Amounts.bytes(LARGER, text)).orElse(-1L),
            given(parsed, SMALLER).map(text -> Amounts.bytes(SMALLER, text)).orElse(Long.MAX_VALUE),
            age(parsed, OLDER).map(now::minus).orElse(Instant.MAX),
            age(parsed, NEWER).map(now::minus).orElse(Instant.MIN),
            states(parsed),
            parsed.hasMatchedOption(PINNED));
    Listing listing =
        new Listing(
            filter,
            given(parsed, SORT)
                .map(text -> choice(ImageOrder.class, SORT, text))
                .orElse(ImageOrder.NAME),
            parsed.hasMatchedOption(REVERSE),
            parsed.hasMatchedOption(LONG));
    return CacheWork.run(
        parsed,
        surroundings,
        images -> {
          if (Specs.isJson(parsed)) {
            listing.printJson(images, surroundings.out());
          } else {
            listing.print(images, now, surroundings.out());
          }
          return ExitCode.OK;
        });
  }

  private static Set<ImageState> states(ParseResult parsed) {
    Set<ImageState> states = EnumSet.noneOf(ImageState.class);
    given(parsed, STATE)
        .ifPresent(
            text -> {
              for (String name : text.split(",", -1)) {
                states.add(choice(ImageState.class, STATE, name));
              }
            });
    return states;
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String option, String text) {
    try {
      return Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Option %s: '%s' was given, but one of %s is needed."
              .formatted(option, text, names(type, ", ")),
          e);
    }
  }

  static Optional<String> given(ParseResult parsed, String option) {
    return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
  }

  static Optional<Duration> age(ParseResult parsed, String option) {
    return given(parsed, option).map(text -> Amounts.age(option, text));
  }
}
