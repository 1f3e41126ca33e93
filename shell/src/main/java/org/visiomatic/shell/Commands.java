package org.visiomatic.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Section;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The commands and their options. Options of settings are made from [Settings], so that names,
/// defaults and limits are said once.
final class Commands {

  private static final String CONFIG = "--config";
  private static final String EXTENSION = "--extension";

  private Commands() {}

  /// The command itself, with its subcommands.
  static CommandSpec root(PrintWriter out, PrintWriter err, Map<String, String> environment) {
    CommandSpec root = serve("visiomatic", out, err, environment);
    subcommands(out, err, environment)
        .forEach((name, subcommand) -> root.addSubcommand(name, subcommand.get()));
    return root;
  }

  /// The commands that a line can be about. When it names a subcommand these are just that one: to
  /// make all options of all commands takes a tenth of a second.
  static CommandSpec root(
      PrintWriter out, PrintWriter err, Map<String, String> environment, String... line) {
    var subcommands = subcommands(out, err, environment);
    if (line.length == 0 || !subcommands.containsKey(line[0])) {
      return root(out, err, environment);
    }
    CommandSpec root = command("visiomatic", parsed -> ExitCode.USAGE, "");
    root.addSubcommand(line[0], subcommands.get(line[0]).get());
    return root;
  }

  private static Map<String, Supplier<CommandSpec>> subcommands(
      PrintWriter out, PrintWriter err, Map<String, String> environment) {
    Map<String, Supplier<CommandSpec>> subcommands = new LinkedHashMap<>();
    subcommands.put("serve", () -> serve("serve", out, err, environment));
    subcommands.put("demo", () -> demo(err, environment));
    subcommands.put("tile", () -> TileCommand.spec(out, err, environment));
    subcommands.put("verify", () -> VerifyCommand.spec(out, err, environment));
    subcommands.put("rehearse", () -> rehearse(out));
    return subcommands;
  }

  private static CommandSpec serve(
      String name, PrintWriter out, PrintWriter err, Map<String, String> environment) {
    Command serve =
        parsed -> {
          ConfigurationOptions options = new ConfigurationOptions(parsed, environment);
          if (options.areGiven()) {
            return options.run(SavedConfiguration.Question.onTerminal(), out, err);
          }
          Path image = parsed.matchedPositionalValue(0, null);
          return new Session(
                  () -> configuration(parsed, environment),
                  Configuration.file(configurationFile(parsed)),
                  extensions(parsed),
                  err)
              .run(Optional.ofNullable(image));
        };
    CommandSpec root =
        command(name, serve, "Shows a FITS image in the web browser, or serves a folder of them.");
    root.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("IMAGE")
            .type(Path.class)
            .description(
                "FITS, TIFF or PNG image to show. Without one, the images below data_dir are served.")
            .build());
    root.addOption(extension());
    ConfigurationOptions.addTo(root);
    addSettings(root, Settings.all());
    return root;
  }

  private static CommandSpec demo(PrintWriter err, Map<String, String> environment) {
    Command command =
        parsed -> {
          Path kept = parsed.matchedOptionValue("--output", null);
          return new Demo(
                  () -> configuration(parsed, environment),
                  Configuration.file(configurationFile(parsed)),
                  err)
              .run(Optional.ofNullable(kept));
        };
    CommandSpec spec =
        command(
            "demo",
            command,
            "Makes a small sky of stars, galaxies and gas in three bands and shows it.");
    spec.addOption(
        OptionSpec.builder("--output")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Keep the FITS file under this name.")
            .build());
    addSettings(spec, Settings.all());
    return spec;
  }

  /// The option that chooses HDUs.
  static OptionSpec extension() {
    return OptionSpec.builder(EXTENSION)
        .paramLabel("HDU")
        .type(String[].class)
        .splitRegex(",")
        .description(
            "HDUs to take, by number (2), range (1-4) or name (SCI), with commas between;"
                + " all images otherwise.")
        .build();
  }

  /// What [#extension] was given.
  static List<String> extensions(ParseResult parsed) {
    return List.of(parsed.matchedOptionValue(EXTENSION, new String[0]));
  }

  /// Used once by the launcher after building, so that later starts find their classes loaded and
  /// linked.
  private static CommandSpec rehearse(PrintWriter out) {
    CommandSpec spec =
        command(
            "rehearse",
            parsed -> Rehearsal.of(parsed.matchedPositionalValue(0, "")).run(out),
            "Runs through a start.");
    spec.addPositional(
        PositionalParamSpec.builder().index("0").type(String.class).required(true).build());
    spec.usageMessage().hidden(true);
    return spec;
  }

  /// A command without options of its own.
  static CommandSpec command(String name, Command command, String description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
    // Not the library's mixin: it is found by reflection, which takes longer than all the rest.
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
    spec.version("visiomatic " + ProductVersion.TEXT);
    spec.usageMessage()
        .description(description)
        .autoWidth(true)
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .footer(
            name.equals("visiomatic")
                ? "%nValues in brackets are built in. Settings can also stand in a configuration file or in variables such as VISIOMATIC_PORT."
                : "");
    return spec;
  }

  /// Adds the options of some settings, and the one that names the configuration file.
  static void addSettings(CommandSpec spec, List<Setting<?>> settings) {
    spec.addOption(
        OptionSpec.builder("-c", CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .description("Configuration file to read instead of the user's own.")
            .build());
    for (Section section : Section.values()) {
      ArgGroupSpec.Builder group =
          ArgGroupSpec.builder()
              .heading("%n" + section.title() + "%n")
              .validate(false)
              .exclusive(false);
      List<Setting<?>> inside =
          settings.stream().filter(setting -> setting.section() == section).toList();
      inside.forEach(setting -> group.addArg(option(setting)));
      if (!inside.isEmpty()) {
        spec.addArgGroup(group.build());
      }
    }
  }

  private static OptionSpec option(Setting<?> setting) {
    boolean flag = setting.kind().isFlag();
    String limits = setting.kind().limits();
    String allowed = flag || limits.isEmpty() ? "" : " Takes " + limits + ".";
    String builtIn = setting.builtIn().isEmpty() ? "" : " [" + setting.builtIn() + "]";
    return OptionSpec.builder(setting.optionNames().toArray(String[]::new))
        .paramLabel(setting.kind().label())
        .arity(flag ? "0..1" : "1")
        .fallbackValue(flag ? "true" : "")
        // A switch takes the next word only when it reads true or false: '-C image.fits' must keep
        // its image.
        .type(flag ? Boolean.class : String.class)
        .description((setting.description() + allowed + builtIn).replace("%", "%%"))
        .build();
  }

  /// The configuration with what the command line says on top.
  static Configuration configuration(ParseResult parsed, Map<String, String> environment) {
    return new Configuration(configurationFile(parsed), environment, given(parsed));
  }

  /// The configuration file that the command line names.
  static Optional<Path> configurationFile(ParseResult parsed) {
    return Optional.ofNullable(parsed.matchedOptionValue(CONFIG, (Path) null));
  }

  /// Texts of the settings that the command line gives.
  static Map<Setting<?>, String> given(ParseResult parsed) {
    Map<Setting<?>, String> given = new HashMap<>();
    for (Setting<?> setting : Settings.all()) {
      String name = setting.optionNames().getLast();
      if (parsed.hasMatchedOption(name)) {
        Object value = parsed.matchedOptionValue(name, (Object) null);
        given.put(setting, String.valueOf(value));
      }
    }
    return given;
  }
}
