package org.visiomatic.shell.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.api.Json;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.configure.SavedConfiguration;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command that writes all settings to a file for people to edit.
final class ConfigSaveCommand {

  private static final String DRY_RUN = "--dry-run";

  private ConfigSaveCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "save",
            parsed -> run(parsed, surroundings),
            "Writes all settings, as they are with the other options, to a file, each explained.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Where to; the configuration file in use when there is none.")
            .build());
    spec.addOption(Specs.yes());
    spec.addOption(Specs.flag("Print what would be written.", DRY_RUN));
    spec.addOption(Specs.json());
    Specs.addSettings(spec, Settings.all());
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws IOException {
    Optional<Path> target = Optional.ofNullable(parsed.matchedPositionalValue(0, (Path) null));
    Optional<Path> named = Specs.configurationFile(parsed, surroundings);
    SavedConfiguration saved =
        target.isPresent()
            ? new SavedConfiguration(Specs.configuration(parsed, surroundings), target.get())
            : SavedConfiguration.inPlace(
                named, surroundings.environment(), Specs.given(parsed, surroundings));
    saved.demandUsable(List.of());
    boolean isDry = parsed.hasMatchedOption(DRY_RUN);
    boolean isWritten = !isDry && saved.write(Specs.consent(parsed, surroundings), surroundings);
    if (Specs.isJson(parsed)) {
      Report report = new Report(saved.target().toString(), isWritten, isDry ? saved.text() : null);
      surroundings.out().println(Json.text(report));
    } else if (isDry) {
      surroundings.out().print(saved.text());
    }
    surroundings.out().flush();
    return ExitCode.OK;
  }

  /// @param file where the configuration stands, or would
  /// @param written whether it was written
  /// @param text what would be written; null when that was not asked
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Report(String file, boolean written, @Nullable String text) {}
}
