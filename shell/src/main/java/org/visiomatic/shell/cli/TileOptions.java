package org.visiomatic.shell.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.tile.ProgressMode;
import org.visiomatic.shell.tile.Verbosity;
import org.visiomatic.tiler.batch.Shard;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The options that only `tile` has.
///
/// @param parsed what the user gave
record TileOptions(ParseResult parsed) {

  private static final String INPUT = "INPUT";
  private static final String RECURSIVE = "--recursive";
  private static final String NULL = "--null";
  private static final String SHARD = "--shard";
  private static final String JOBS = "--jobs";
  private static final String FORCE = "--force";
  private static final String WAIT = "--wait";
  private static final String FAIL_FAST = "--fail-fast";
  private static final String KEEP_GOING = "--keep-going";
  private static final String DRY_RUN = "--dry-run";
  private static final String JSON = "--json";
  private static final String NO_PREFLIGHT = "--no-preflight";
  private static final String MANIFEST = "--manifest";
  private static final String PROGRESS = "--progress";
  private static final String VERIFY = "--verify";
  private static final String QUIET = "--quiet";
  private static final String VERBOSE = "--verbose";

  private static final int MOST_JOBS = 1024;

  static void addTo(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .required(true)
            .paramLabel(INPUT)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "Image file, folder, pattern such as 'night/**/*.fits', @list.txt, or - for names on standard input.")
            .build());
    Stream.of(
            flag("Take folders with all folders below them.", "-r", RECURSIVE),
            flag(
                "Names on standard input end with NUL, as 'find -print0' writes them.", "-0", NULL),
            option("i/n", "Take only one of n shares of the inputs, with i from 1 to n.", SHARD),
            Specs.extension(),
            option("N", "Images at the same time [twice the threads].", "-j", JOBS),
            flag("Build caches even where they are current.", FORCE),
            option(
                "SECONDS",
                "How long to wait for another process that builds the same image [for ever].",
                WAIT),
            flag("Begin no other image after the first failure.", FAIL_FAST),
            flag("Go on after failures; this is what happens anyway.", KEEP_GOING),
            flag("Show what would be done and what it would take.", DRY_RUN),
            flag("Show that as JSON.", JSON),
            flag("Do not compare what is needed with the room there is first.", NO_PREFLIGHT),
            option(
                "FILE", "Write a JSON line per image to a file; - is standard output.", MANIFEST),
            flag("Read caches back and check them; damaged ones are built again.", VERIFY),
            option("auto|bar|plain|json|none", "How to show progress [auto].", PROGRESS),
            flag("Say only what failed.", "-q", QUIET),
            flag("Say what became of every image.", "-v", VERBOSE))
        .forEach(spec::addOption);
  }

  private static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(spellings(names))
        .type(boolean.class)
        .arity("0")
        .description(description)
        .build();
  }

  private static OptionSpec option(String label, String description, String... names) {
    return OptionSpec.builder(spellings(names))
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /// Each name, and again with underscores where it has dashes inside.
  private static String[] spellings(String... names) {
    return Stream.of(names)
        .flatMap(name -> Stream.of(name, "--" + name.substring(2).replace('-', '_')).distinct())
        .filter(name -> !name.equals("--"))
        .toArray(String[]::new);
  }

  /// Complains about options that contradict or belong to others.
  void check() {
    exclude(FAIL_FAST, KEEP_GOING);
    exclude(QUIET, VERBOSE);
    exclude(DRY_RUN, MANIFEST);
    exclude(DRY_RUN, NO_PREFLIGHT);
    if (has(JSON) && !has(DRY_RUN)) {
      throw new ConfigurationException("Option --json belongs to --dry-run.");
    }
    if (has(NULL) && !inputs().contains("-")) {
      throw new ConfigurationException(
          "Option --null is about names on standard input, but - is not among the inputs.");
    }
  }

  private void exclude(String one, String other) {
    if (has(one) && has(other)) {
      throw new ConfigurationException(
          "Options %s and %s cannot be given together.".formatted(one, other));
    }
  }

  List<String> inputs() {
    return parsed.matchedPositionalValue(0, List.of());
  }

  boolean isRecursive() {
    return has(RECURSIVE);
  }

  boolean isNulSeparated() {
    return has(NULL);
  }

  Shard shard() {
    return value(SHARD, Shard::parse).orElse(Shard.WHOLE);
  }

  /// @param threads that work on pixels
  int jobs(int threads) {
    // More than threads, so that the flushes of some go on while others are worked on.
    return value(JOBS, text -> Math.toIntExact(number(text, 1, MOST_JOBS))).orElse(2 * threads);
  }

  boolean isForced() {
    return has(FORCE);
  }

  Optional<Duration> patience() {
    return value(WAIT, text -> Duration.ofSeconds(number(text, 0, Integer.MAX_VALUE)));
  }

  boolean isFailFast() {
    return has(FAIL_FAST);
  }

  boolean isVerified() {
    return has(VERIFY);
  }

  boolean isDryRun() {
    return has(DRY_RUN);
  }

  boolean isJson() {
    return has(JSON);
  }

  boolean hasPreflight() {
    return !has(NO_PREFLIGHT);
  }

  /// A file, or `-`.
  Optional<String> manifest() {
    return value(MANIFEST, text -> text);
  }

  ProgressMode progress() {
    return value(PROGRESS, TileOptions::mode).orElse(ProgressMode.AUTO);
  }

  Verbosity verbosity() {
    return has(QUIET) ? Verbosity.QUIET : has(VERBOSE) ? Verbosity.VERBOSE : Verbosity.NORMAL;
  }

  private static ProgressMode mode(String text) {
    try {
      return ProgressMode.valueOf(text.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' was given, but auto, bar, plain, json or none is needed.".formatted(text), e);
    }
  }

  private static long number(String text, long least, long most) {
    try {
      long value = Long.parseLong(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw outside(text, least, most, e);
    }
    throw outside(text, least, most, null);
  }

  private static IllegalArgumentException outside(
      String text, long least, long most, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'%s' was given, but a whole number from %d to %d is needed.".formatted(text, least, most),
        cause);
  }

  private boolean has(String name) {
    return parsed.hasMatchedOption(name);
  }

  private <T> Optional<T> value(String name, Function<String, T> reader) {
    String text = parsed.matchedOptionValue(name, null);
    try {
      return text == null ? Optional.empty() : Optional.of(reader.apply(text));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("Option " + name + ": " + e.getMessage());
    }
  }
}
