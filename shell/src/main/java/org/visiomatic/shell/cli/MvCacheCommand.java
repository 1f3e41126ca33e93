package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import org.visiomatic.shell.archive.Move;
import org.visiomatic.shell.archive.MoveOptions;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.ProgressLine;
import org.visiomatic.shell.console.Signals;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.tile.TilingSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command that moves the cache folder to another disk.
public final class MvCacheCommand {

  private static final String DRY_RUN = "--dry-run";

  private static final List<Setting<?>> SETTINGS =
      List.of(CacheSection.CACHE_DIR, CacheSection.ULTRADICT_CACHE_FILE);

  private MvCacheCommand() {}

  public static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> run(parsed, Specs.configuration(parsed, surroundings), surroundings);
    CommandSpec spec =
        Specs.command(
            "mv-cache",
            command,
            "Moves the whole cache folder to another disk, also while servers use it.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .paramLabel("DESTINATION")
            .type(Path.class)
            .description("Folder that becomes the cache: new, empty, or a cache already.")
            .build());
    spec.addOption(Specs.flag("Only say what there is to move.", DRY_RUN));
    spec.addOption(Specs.yes());
    spec.addOption(Specs.json());
    Specs.addSettings(spec, SETTINGS);
    return spec;
  }

  private static int run(ParseResult parsed, Configuration configuration, Surroundings surroundings)
      throws IOException {
    MoveOptions options =
        new MoveOptions(
            configuration.get(CacheSection.CACHE_DIR),
            parsed.matchedPositional(0).getValue(),
            TilingSettings.usesFile(configuration),
            parsed.hasMatchedOption(DRY_RUN),
            Specs.isJson(parsed),
            Specs.consent(parsed, surroundings));
    Move move =
        new Move(
            options,
            surroundings,
            new ProgressLine(surroundings.err(), surroundings.talksToTerminal()));
    try (Signals signals = Signals.stopping(Thread.currentThread()::interrupt)) {
      try {
        return move.run();
      } catch (ClosedByInterruptException | InterruptedException e) {
        // The former leaves the mark of the interruption, which would stop the next verb.
        Thread.interrupted();
        return signals.exitCode().orElse(ExitCode.INTERRUPTED);
      }
    }
  }
}
