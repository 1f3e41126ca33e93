package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.archive.ArchiveReport;
import org.visiomatic.shell.archive.Export;
import org.visiomatic.shell.archive.ExportOptions;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.ProgressLine;
import org.visiomatic.shell.console.Signals;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.tile.TilingSettings;
import org.visiomatic.tiler.archive.ArchiveFormat;
import org.visiomatic.tiler.pyramid.CacheFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command that writes pyramids into archives.
public final class ExportCommand {

  private static final String OUTPUT = "--output";
  private static final String FORMAT = "--format";

  private static final List<Setting<?>> SETTINGS =
      List.of(EngineSection.THREAD_COUNT, CacheSection.CACHE_DIR);

  private ExportCommand() {}

  public static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> run(parsed, Specs.configuration(parsed, surroundings), surroundings);
    CommandSpec spec =
        Specs.command("export", command, "Writes image caches into archives, one each.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .paramLabel("IMAGE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Images, by name, by pattern or by their files.")
            .build());
    spec.addOption(
        Specs.option(
            "PATH",
            "Archive to write, or folder for them, with a slash at its end if it is new; - for standard output. An older archive is replaced.",
            "-o",
            OUTPUT));
    spec.addOption(
        Specs.option(
            "zip|tar.zst",
            "Kind of archive; otherwise as its name says, and zip if that says nothing.",
            FORMAT));
    spec.addOption(Specs.json());
    Specs.addSettings(spec, SETTINGS);
    return spec;
  }

  private static int run(ParseResult parsed, Configuration configuration, Surroundings surroundings)
      throws IOException {
    ExportOptions options =
        new ExportOptions(
            parsed.matchedPositionalValue(0, List.of()),
            Optional.ofNullable(parsed.matchedOptionValue(OUTPUT, (String) null)),
            Optional.ofNullable(parsed.matchedOptionValue(FORMAT, (String) null))
                .map(ExportCommand::format));
    CacheFolder cache = CacheFolder.open(configuration.get(CacheSection.CACHE_DIR));
    Export export =
        new Export(
            cache,
            options,
            TilingSettings.threads(configuration),
            new ArchiveReport(surroundings, cache, Specs.isJson(parsed)),
            new ProgressLine(surroundings.err(), surroundings.talksToTerminal()));
    try (Signals signals = Signals.stopping(Thread.currentThread()::interrupt)) {
      try {
        Export.Outcome outcome =
            options.isToStandardOutput() ? pipe(parsed, surroundings, export) : export.run();
        return outcome.failed() == 0
            ? ExitCode.OK
            : outcome.written() == 0 ? ExitCode.FAILED : ExitCode.SOME_FAILED;
      } catch (ClosedByInterruptException | InterruptedException e) {
        // The former leaves the mark of the interruption, which would stop the next verb.
        Thread.interrupted();
        return signals.exitCode().orElse(ExitCode.INTERRUPTED);
      }
    }
  }

  private static ArchiveFormat format(String name) {
    return Arrays.stream(ArchiveFormat.values())
        .filter(format -> format.extension().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "There is no archive format '%s'; use zip or tar.zst.".formatted(name)));
  }

  private static Export.Outcome pipe(ParseResult parsed, Surroundings surroundings, Export export)
      throws IOException, InterruptedException {
    if (Specs.isJson(parsed)) {
      throw new ConfigurationException(
          "An archive and JSON cannot both go to standard output; leave one of -o - and --json out.");
    }
    return export.runTo(surroundings.bytes("The bytes of an archive"));
  }
}
