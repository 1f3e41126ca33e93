package org.visiomatic.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.cli.ArchiveVerbs;
import org.visiomatic.shell.cli.CacheVerbs;
import org.visiomatic.shell.cli.Command;
import org.visiomatic.shell.cli.ConfigVerbs;
import org.visiomatic.shell.cli.Line;
import org.visiomatic.shell.cli.PictureVerbs;
import org.visiomatic.shell.cli.ServerVerbs;
import org.visiomatic.shell.cli.ShellVerbs;
import org.visiomatic.shell.cli.Specs;
import org.visiomatic.shell.cli.TileCommand;
import org.visiomatic.shell.cli.Verbs;
import org.visiomatic.shell.cli.VerifyCommand;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The verbs of the command.
final class Commands {

  private Commands() {}

  /// The command for a line, with the verbs that the line can be about.
  static CommandSpec root(Surroundings surroundings, String... line) {
    Verbs verbs = verbs();
    // Makes the many options of the command itself only when the line is not about a verb.
    CommandSpec root =
        line.length > 0 && verbs.names().contains(line[0])
            ? Specs.command("visiomatic", parsed -> ExitCode.USAGE, "")
            : serve("visiomatic", surroundings);
    verbs.addTo(root, surroundings, line);
    return root;
  }

  /// The verbs, in the order of the help.
  static Verbs verbs() {
    return new Verbs()
        .with(
            "Showing and caching",
            new Verbs()
                .with("serve", surroundings -> serve("serve", surroundings))
                .with("demo", Commands::demo)
                .with("tile", TileCommand::spec)
                .with("verify", VerifyCommand::spec))
        .with("Cache", CacheVerbs.all())
        .with("Archives", ArchiveVerbs.all())
        .with("Pictures and pixels", PictureVerbs.all())
        .with("Configuration", ConfigVerbs.all())
        .with("Running servers", ServerVerbs.all())
        .with("Shell", ShellVerbs.all(Commands::verbs, Commands::run))
        .with("rehearse", surroundings -> rehearse(surroundings.out()));
  }

  /// Runs the line of one verb.
  private static int run(List<String> words, Surroundings surroundings) {
    String[] line = words.toArray(String[]::new);
    return new Line(root(surroundings, line), surroundings).run(line);
  }

  private static CommandSpec serve(String name, Surroundings surroundings) {
    Command serve =
        parsed -> {
          ConfigurationOptions options = new ConfigurationOptions(parsed, surroundings);
          if (options.areGiven()) {
            return options.run();
          }
          Path image = parsed.matchedPositionalValue(0, null);
          return new Session(
                  () -> Specs.configuration(parsed, surroundings),
                  Configuration.file(Specs.configurationFile(parsed, surroundings)),
                  Specs.extensions(parsed),
                  surroundings.err())
              .run(Optional.ofNullable(image));
        };
    CommandSpec root =
        Specs.command(
            name, serve, "Shows a FITS image in the web browser, or serves a folder of them.");
    root.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("IMAGE")
            .type(Path.class)
            .description(
                "FITS, TIFF or PNG image to show. Without one, the images below data_dir are served.")
            .build());
    root.addOption(Specs.extension());
    ConfigurationOptions.addTo(root);
    Specs.addSettings(root, Settings.all());
    return root;
  }

  private static CommandSpec demo(Surroundings surroundings) {
    Command command =
        parsed -> {
          Path kept = parsed.matchedOptionValue("--output", null);
          return new Demo(
                  () -> Specs.configuration(parsed, surroundings),
                  Configuration.file(Specs.configurationFile(parsed, surroundings)),
                  surroundings.err())
              .run(Optional.ofNullable(kept));
        };
    CommandSpec spec =
        Specs.command(
            "demo",
            command,
            "Makes a small sky of stars, galaxies and gas in three bands and shows it.");
    spec.addOption(
        OptionSpec.builder("--output")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Keep the FITS file under this name.")
            .build());
    Specs.addSettings(spec, Settings.all());
    return spec;
  }

  /// Used once by the launcher after building, so that later starts find their classes loaded and
  /// linked.
  private static CommandSpec rehearse(PrintWriter out) {
    CommandSpec spec =
        Specs.command(
            "rehearse",
            parsed -> Rehearsal.of(parsed.matchedPositionalValue(0, "")).run(out),
            "Runs through a start.");
    spec.addPositional(
        PositionalParamSpec.builder().index("0").type(String.class).required(true).build());
    spec.usageMessage().hidden(true);
    return spec;
  }
}
