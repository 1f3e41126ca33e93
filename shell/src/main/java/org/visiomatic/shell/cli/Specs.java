package org.visiomatic.shell.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Section;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.Consent;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Makes what commands have in common: their help, the options of settings, which come from
/// [Settings] so that names, defaults and limits are said once, and the configuration.
public final class Specs {

  private static final String CONFIG = "--config";
  private static final String EXTENSION = "--extension";
  private static final String JSON = "--json";

  private Specs() {}

  /// The option that chooses HDUs.
  public static OptionSpec extension() {
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
  public static List<String> extensions(ParseResult parsed) {
    return List.of(parsed.matchedOptionValue(EXTENSION, new String[0]));
  }

  /// A command without options of its own.
  public static CommandSpec command(String name, Command command, String description) {
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
  public static void addSettings(CommandSpec spec, List<Setting<?>> settings) {
    addSettings(spec, settings, "-c", CONFIG);
  }

  /// The same where `-c` means something else.
  static void addSettingsWithoutLetter(CommandSpec spec, List<Setting<?>> settings) {
    addSettings(spec, settings, CONFIG);
  }

  private static void addSettings(
      CommandSpec spec, List<Setting<?>> settings, String... configuration) {
    spec.addOption(
        OptionSpec.builder(configuration)
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

  /// An option that is on when it is given.
  public static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .arity("0")
        .description(description)
        .build();
  }

  /// The option that every verb with data to print has.
  public static OptionSpec json() {
    return flag("Print JSON, as its schema in docs/reference/schemas says.", JSON);
  }

  /// Whether [#json] was given.
  public static boolean isJson(ParseResult parsed) {
    return parsed.hasMatchedOption(JSON);
  }

  /// The option that consents to what a verb destroys.
  public static OptionSpec yes() {
    return flag("Do it without asking.", "-y", Consent.OPTION);
  }

  /// Whom a verb has to ask before it destroys something.
  public static Consent consent(ParseResult parsed, Surroundings surroundings) {
    return new Consent(parsed.hasMatchedOption(Consent.OPTION), surroundings.question());
  }

  /// An option with a text.
  ///
  /// @param label what stands for the text in the help
  public static OptionSpec option(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  /// All words that are no options.
  ///
  /// @param label what stands for one in the help
  /// @param required whether there must be one
  public static PositionalParamSpec words(String label, String description, boolean required) {
    return PositionalParamSpec.builder()
        .index("0..*")
        .arity(required ? "1..*" : "0..*")
        .required(required)
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .build();
  }

  /// The configuration with what the command line says on top.
  public static Configuration configuration(ParseResult parsed, Surroundings surroundings) {
    return new Configuration(
        configurationFile(parsed, surroundings),
        surroundings.environment(),
        given(parsed, surroundings));
  }

  /// The configuration file that the command line names, or else the shell.
  public static Optional<Path> configurationFile(ParseResult parsed, Surroundings surroundings) {
    return Optional.ofNullable(parsed.matchedOptionValue(CONFIG, (Path) null))
        .or(surroundings::configurationFile);
  }

  /// Texts of the settings that the command line gives, or else the shell was started with.
  public static Map<Setting<?>, String> given(ParseResult parsed, Surroundings surroundings) {
    Map<Setting<?>, String> given = new HashMap<>(surroundings.given());
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
