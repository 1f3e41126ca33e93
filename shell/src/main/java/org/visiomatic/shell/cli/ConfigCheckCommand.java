package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.ConfigurationLines;
import org.visiomatic.shell.configure.ConfigurationCheck;
import org.visiomatic.shell.configure.ProblemText;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command that finds all that is wrong with a configuration file.
final class ConfigCheckCommand {

  private static final String FILE_ONLY = "--file-only";

  private ConfigCheckCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "check",
            parsed -> run(parsed, surroundings),
            "Says all that would keep a server from starting with a configuration file.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Configuration file; the one in use when there is none.")
            .build());
    spec.addOption(
        Specs.flag(
            "Look at nothing but the file: not at the environment, nor whether its folders, keys and interfaces are there.",
            FILE_ONLY));
    spec.addOption(Specs.json());
    Specs.addSettings(spec, List.of());
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws IOException {
    Optional<Path> named =
        Optional.ofNullable(parsed.matchedPositionalValue(0, (Path) null))
            .or(() -> Specs.configurationFile(parsed, surroundings));
    Path file = Configuration.file(named);
    if (named.isPresent() && Files.notExists(file)) {
      throw new ConfigurationException("There is no configuration file " + file + ".");
    }
    ConfigurationLines lines =
        Files.exists(file)
            ? ConfigurationLines.of(Files.readAllBytes(file))
            : ConfigurationLines.none();
    ConfigurationCheck check =
        parsed.hasMatchedOption(FILE_ONLY)
            ? ConfigurationCheck.ofFileOnly()
            : new ConfigurationCheck(
                surroundings.environment(), Specs.given(parsed, surroundings), true);
    ProblemText text = new ProblemText(file, check.problems(file, lines));
    if (Specs.isJson(parsed)) {
      text.printJson(surroundings);
    } else {
      text.print(surroundings);
    }
    return text.isGood() ? ExitCode.OK : ExitCode.USAGE;
  }
}
