package org.visiomatic.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.ImageSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.tile.Signals;
import org.visiomatic.shell.verify.Report;
import org.visiomatic.shell.verify.Verification;
import org.visiomatic.shell.verify.VerifyOptions;
import org.visiomatic.shell.verify.VerifyProgress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command that verifies caches.
final class VerifyCommand {

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

  static CommandSpec spec(PrintWriter out, PrintWriter err, Map<String, String> environment) {
    Command command = parsed -> run(parsed, Commands.configuration(parsed, environment), out, err);
    CommandSpec spec = Commands.command("verify", command, "Verifies image caches, byte for byte.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .paramLabel("CACHE")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description(
                "Cache folder, pyramid (.ome.zarr) or image file; cache_dir when there is none.")
            .build());
    spec.addOption(flag("Compare every pixel with the image file, too.", SOURCE));
    spec.addOption(
        flag(
            "Build damaged pyramids again, remove those that cannot be, and what dead builds left.",
            REPAIR));
    spec.addOption(flag("Print one JSON object per line.", JSON));
    spec.addOption(flag("Say nothing of what is good.", "-q", QUIET));
    Commands.addSettings(spec, SETTINGS);
    return spec;
  }

  private static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .arity("0")
        .description(description)
        .build();
  }

  private static int run(
      ParseResult parsed, Configuration configuration, PrintWriter out, PrintWriter err)
      throws IOException {
    boolean quiet = parsed.hasMatchedOption(QUIET);
    VerifyOptions options =
        new VerifyOptions(
            parsed.matchedPositionalValue(0, List.of()),
            configuration.get(CacheSection.CACHE_DIR),
            parsed.hasMatchedOption(SOURCE),
            parsed.hasMatchedOption(REPAIR),
            TilingSettings.of(configuration, List.of()));
    boolean terminal = Boolean.getBoolean("visiomatic.terminal");
    Verification verification =
        new Verification(
            options,
            new Report(out, parsed.hasMatchedOption(JSON), quiet),
            new VerifyProgress(err, terminal, quiet),
            err);
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
