package org.visiomatic.shell.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The value of every setting, and which level it comes from. A level overrides those before it:
/// built-in, configuration file, environment, command line.
public final class Configuration {

  /// Who set a value.
  public enum Origin {
    BUILT_IN,
    FILE,
    ENVIRONMENT,
    COMMAND_LINE
  }

  /// @param where what a user would look for to change it, such as `visiomatic.conf:12`
  private record Value(Object value, Origin origin, String where) {}

  private final Map<Setting<?>, Value> values = new HashMap<>();

  /// Brings the levels together.
  ///
  /// @param file the configuration file; the platform's own, if it exists, when absent
  /// @param environment variables by name
  /// @param commandLine texts given on the command line, by setting
  /// @throws ConfigurationException when a value is not allowed; the message says who set it and
  ///   what is
  public Configuration(
      Optional<Path> file, Map<String, String> environment, Map<Setting<?>, String> commandLine) {
    this(
        file.or(() -> Optional.of(PlatformFolders.configuration()).filter(Files::isRegularFile))
            .map(ConfigurationFile::read)
            .orElse(null),
        environment,
        commandLine);
  }

  /// The other levels alone.
  public static Configuration withoutFile(
      Map<String, String> environment, Map<Setting<?>, String> commandLine) {
    return new Configuration((ConfigurationFile) null, environment, commandLine);
  }

  /// The levels with a file that need not be written yet.
  ///
  /// @param path where it stands or would stand
  /// @param lines what it says or would say
  /// @throws ConfigurationException when it or a value cannot be used
  public static Configuration withFile(
      Path path,
      ConfigurationLines lines,
      Map<String, String> environment,
      Map<Setting<?>, String> commandLine) {
    return new Configuration(ConfigurationFile.of(path, lines), environment, commandLine);
  }

  private Configuration(
      @Nullable ConfigurationFile file,
      Map<String, String> environment,
      Map<Setting<?>, String> commandLine) {
    for (Setting<?> setting : Settings.all()) {
      ConfigurationFile.@Nullable Line fromFile =
          file == null ? null : file.values().get(setting.name());
      @Nullable String fromEnvironment = environment.get(setting.environmentName());
      @Nullable String fromCommandLine = commandLine.get(setting);
      if (fromCommandLine != null) {
        String option = "--" + setting.name();
        put(setting, fromCommandLine, Origin.COMMAND_LINE, option, "Option " + option);
      } else if (fromEnvironment != null) {
        String variable = setting.environmentName();
        put(setting, fromEnvironment, Origin.ENVIRONMENT, variable, "Variable " + variable);
      } else if (file != null && fromFile != null) {
        String place = file.path() + ":" + fromFile.number();
        String who = "Setting " + setting.name() + " of " + place;
        put(setting, fromFile.text(), Origin.FILE, place, who);
      } else {
        put(setting, setting.builtIn(), Origin.BUILT_IN, "", "Setting " + setting.name());
      }
    }
  }

  private <T> void put(Setting<T> setting, String text, Origin origin, String where, String who) {
    try {
      T value = setting.kind().parse(text);
      if (value != null) {
        values.put(setting, new Value(value, origin, where));
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(who + ": " + e.getMessage() + ".", e);
    }
  }

  /// The value of a setting.
  @SuppressWarnings("unchecked") // put() stores what the setting's own kind has parsed
  public <T> T get(Setting<T> setting) {
    return (T) value(setting).value();
  }

  /// Which level set it.
  public Origin origin(Setting<?> setting) {
    return value(setting).origin();
  }

  /// Where that level sets it: file and line, variable or option; empty when nobody does.
  public String where(Setting<?> setting) {
    return value(setting).where();
  }

  /// The configuration file, whether or not it is there.
  ///
  /// @param named the one that the command line names, if it does
  public static Path file(Optional<Path> named) {
    return named.orElseGet(PlatformFolders::configuration);
  }

  /// Whether somebody wants it so. A file that was saved names every setting, so that what it says
  /// as built in is nobody's wish.
  public boolean isAsked(Setting<?> setting) {
    return switch (origin(setting)) {
      case BUILT_IN -> false;
      case FILE -> !value(setting).value().equals(setting.kind().parse(setting.builtIn()));
      case ENVIRONMENT, COMMAND_LINE -> true;
    };
  }

  /// The value as it is written in a configuration file.
  public <T> String text(Setting<T> setting) {
    return setting.kind().text(get(setting));
  }

  private Value value(Setting<?> setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("There is no setting " + setting.name() + ".");
    }
    return value;
  }
}
