package org.visiomatic.shell.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A configuration in INI form: all settings, by section.
public final class ConfigurationText {

  /// Where the origins begin, if the values leave room.
  private static final int ORIGIN_COLUMN = 40;

  private final Configuration configuration;

  public ConfigurationText(Configuration configuration) {
    this.configuration = configuration;
  }

  /// Every setting with its value, nothing else.
  public String plain() {
    return sections(this::line);
  }

  /// Every setting with its value and the level that set it, at the end of the line.
  public String withOrigins() {
    return sections(
        setting ->
            String.format(
                Locale.ROOT, "%-" + ORIGIN_COLUMN + "s  # %s", line(setting), origin(setting)));
  }

  /// As a file for people to edit: each setting explained.
  ///
  /// @throws ConfigurationException when a value cannot stand in a file
  public String commented() {
    Settings.all().forEach(this::demandOneLine);
    return """
        # Configuration of VisiOmatic. Variables of the environment such as VISIOMATIC_PORT and options of
        # the command line such as --port come before what is said here.

        """
        + sections(setting -> explanation(setting) + line(setting) + "\n");
  }

  private static String sections(Function<Setting<?>, String> lines) {
    StringBuilder text = new StringBuilder();
    for (Section section : Section.values()) {
      List<Setting<?>> inside =
          Settings.all().stream().filter(setting -> setting.section() == section).toList();
      text.append(text.isEmpty() ? "" : "\n").append('[').append(section.key()).append("]\n");
      text.append(inside.stream().map(lines).collect(Collectors.joining("\n"))).append('\n');
    }
    return text.toString();
  }

  private String line(Setting<?> setting) {
    return (setting.name() + " = " + configuration.text(setting)).stripTrailing();
  }

  private static String explanation(Setting<?> setting) {
    String limits = setting.kind().limits();
    String takes = limits.isEmpty() ? "" : " Takes " + limits + ".";
    String builtIn = setting.builtIn().isEmpty() ? "empty" : setting.builtIn();
    return "# " + setting.description() + takes + "\n# Built in: " + builtIn + "\n";
  }

  /// The level that sets it and where, in a few words.
  public String origin(Setting<?> setting) {
    String where = configuration.where(setting);
    return switch (configuration.origin(setting)) {
      case BUILT_IN -> "built-in";
      case FILE -> "file " + where;
      case ENVIRONMENT -> "environment " + where;
      case COMMAND_LINE -> "command line " + where;
    };
  }

  private void demandOneLine(Setting<?> setting) {
    demandOneLine(setting, configuration.text(setting));
  }

  /// Refuses what cannot stand in a file.
  ///
  /// @throws ConfigurationException that says why
  public static void demandOneLine(Setting<?> setting, String text) {
    boolean written = StandardCharsets.UTF_8.newEncoder().canEncode(text);
    if (!written || !text.equals(text.strip()) || text.chars().anyMatch(Character::isISOControl)) {
      throw new ConfigurationException(
          "Setting %s is '%s', which a configuration file cannot hold: it begins or ends with a blank, or has %s in it."
              .formatted(
                  setting.name(), text, written ? "a line break" : "something that is no letter"));
    }
  }
}
