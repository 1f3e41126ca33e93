package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.archive.ArchiveReport;
import org.visiomatic.shell.archive.Import;
import org.visiomatic.shell.archive.ImportOptions;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.ProgressLine;
import org.visiomatic.shell.console.Signals;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.tile.TilingSettings;
import org.visiomatic.tiler.pyramid.CacheFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command that takes pyramids out of archives.
public final class ImportCommand {

  private static final String SOURCE = "--source";
  private static final String FORCE = "--force";
  private static final String DRY_RUN = "--dry-run";

  private static final List<Setting<?>> SETTINGS =
      List.of(
          EngineSection.THREAD_COUNT,
          CacheSection.CACHE_DIR,
          CacheSection.MAX_CACHE_IMAGE_COUNT,
          CacheSection.MAX_CACHE_SIZE,
          CacheSection.ULTRADICT_CACHE_FILE);

  private ImportCommand() {}

  public static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> run(parsed, Specs.configuration(parsed, surroundings), surroundings);
    CommandSpec spec =
        Specs.command(
            "import", command, "Takes image caches out of archives that 'export' has written.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .paramLabel("FILE")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description("Archives, .zip or .tar.zst.")
            .build());
    spec.addOption(
        OptionSpec.builder(SOURCE)
            .paramLabel("FILE")
            .type(Path.class)
            .description("Image file here that the cache is of; it must have the same size.")
            .build());
    spec.addOption(Specs.flag("Replace caches that are current.", FORCE));
    spec.addOption(
        Specs.flag("Only say what would be taken; the pixels are not checked then.", DRY_RUN));
    spec.addOption(Specs.json());
    Specs.addSettings(spec, SETTINGS);
    return spec;
  }

  private static int run(ParseResult parsed, Configuration configuration, Surroundings surroundings)
      throws IOException {
    List<Path> archives = parsed.matchedPositionalValue(0, List.of());
    ImportOptions options =
        new ImportOptions(
            archives,
            Optional.ofNullable(parsed.matchedOptionValue(SOURCE, (Path) null)),
            parsed.hasMatchedOption(FORCE),
            parsed.hasMatchedOption(DRY_RUN),
            TilingSettings.limits(configuration),
            TilingSettings.threads(configuration));
    CacheFolder cache =
        CacheFolder.open(
            configuration.get(CacheSection.CACHE_DIR), TilingSettings.usesFile(configuration));
    Import importing =
        new Import(
            cache,
            options,
            new ArchiveReport(surroundings, cache, Specs.isJson(parsed)),
            new ProgressLine(surroundings.err(), surroundings.talksToTerminal()));
    try (Signals signals = Signals.stopping(Thread.currentThread()::interrupt)) {
      try {
        int refused = importing.run();
        return refused == 0
            ? ExitCode.OK
            : refused == archives.size() ? ExitCode.NO_INPUT : ExitCode.SOME_FAILED;
      } catch (ClosedByInterruptException | InterruptedException e) {
        // The former leaves the mark of the interruption, which would stop the next verb.
        Thread.interrupted();
        return signals.exitCode().orElse(ExitCode.INTERRUPTED);
      }
    }
  }
}
