package org.visiomatic.shell.cli;

import java.io.IOException;
import java.util.List;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.ImageSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.ProgressLine;
import org.visiomatic.shell.console.Signals;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.tile.TilingSettings;
import org.visiomatic.shell.verify.Report;
import org.visiomatic.shell.verify.Verification;
import org.visiomatic.shell.verify.VerifyOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command that verifies caches.
public final class VerifyCommand {

  private static final String SOURCE = "--source";
  private static final String REPAIR = "--repair";
  private static final String JSON = "--json";
  private static final String QUIET = "--quiet";

  private static final List<Setting<?>> SETTINGS =
      List.of(
          ImageSection.TILE_SIZE,
          EngineSection.THREAD_COUNT,
          EngineSection.MEMORY,
          CacheSection.CACHE_DIR);

  private VerifyCommand() {}

  /// `verify`.
  public static CommandSpec spec(Surroundings surroundings) {
    Command command = parsed -> run(parsed, parsed.hasMatchedOption(REPAIR), surroundings);
    CommandSpec spec = Specs.command("verify", command, "Verifies image caches, byte for byte.");
    addTo(spec);
    spec.addOption(
        Specs.flag(
            "Build damaged pyramids again, remove those that cannot be, and what dead builds left.",
            REPAIR));
    return spec;
  }

  /// `repair`, which is `verify --repair`.
  static CommandSpec repair(Surroundings surroundings) {
    Command command = parsed -> run(parsed, true, surroundings);
    CommandSpec spec =
        Specs.command(
            "repair",
            command,
            "Verifies image caches, builds damaged ones again, and removes those that cannot be and what dead builds left.");
    addTo(spec);
    return spec;
  }

  private static void addTo(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .paramLabel("CACHE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "Cache folder, pyramid (.ome.zarr), image file, or name of an image in cache_dir; all of cache_dir when there is none.")
            .build());
    spec.addOption(Specs.flag("Compare every pixel with the image file, too.", SOURCE));
    spec.addOption(Specs.flag("Print one JSON object per line.", JSON));
    spec.addOption(Specs.flag("Say nothing of what is good.", "-q", QUIET));
    Specs.addSettings(spec, SETTINGS);
  }

  private static int run(ParseResult parsed, boolean repairs, Surroundings surroundings)
      throws IOException {
    Configuration configuration = Specs.configuration(parsed, surroundings);
    boolean quiet = parsed.hasMatchedOption(QUIET);
    VerifyOptions options =
        new VerifyOptions(
            parsed.matchedPositionalValue(0, List.of()),
            configuration.get(CacheSection.CACHE_DIR),
            parsed.hasMatchedOption(SOURCE),
            repairs,
            TilingSettings.of(configuration, List.of()));
    Verification verification =
        new Verification(
            options,
            new Report(surroundings.out(), parsed.hasMatchedOption(JSON), quiet),
            new ProgressLine(surroundings.err(), surroundings.talksToTerminal(), quiet),
            surroundings.err());
    try (Signals signals = Signals.stopping(Thread.currentThread()::interrupt)) {
      try {
        return switch (verification.run()) {
          case GOOD -> ExitCode.OK;
          case DAMAGED -> ExitCode.SOME_FAILED;
          case FAILED -> ExitCode.FAILED;
          case NOTHING -> ExitCode.NO_INPUT;
        };
      } catch (InterruptedException e) {
        return signals.exitCode().orElse(ExitCode.INTERRUPTED);
      }
    }
  }
}
