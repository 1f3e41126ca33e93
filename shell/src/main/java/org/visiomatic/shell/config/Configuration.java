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

  private record Value(Object value, Origin origin) {}

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
    Optional<ConfigurationFile> settingsOfFile =
        file.or(() -> Optional.of(PlatformFolders.configuration()).filter(Files::isRegularFile))
            .map(ConfigurationFile::read);
    for (Setting<?> setting : Settings.all()) {
      @Nullable String fromFile =
          settingsOfFile.map(all -> all.values().get(setting.name())).orElse(null);
      @Nullable String fromEnvironment = environment.get(setting.environmentName());
      @Nullable String fromCommandLine = commandLine.get(setting);
      if (fromCommandLine != null) {
        put(setting, fromCommandLine, Origin.COMMAND_LINE, "Option --" + setting.name());
      } else if (fromEnvironment != null) {
        put(setting, fromEnvironment, Origin.ENVIRONMENT, "Variable " + setting.environmentName());
      } else if (fromFile != null) {
        put(
            setting,
            fromFile,
            Origin.FILE,
            "Setting "
                + setting.name()
                + " of "
                + settingsOfFile
                    .map(ConfigurationFile::path)
                    .map(Path::toString)
                    .orElse("the configuration file"));
      } else {
        put(setting, setting.builtIn(), Origin.BUILT_IN, "Setting " + setting.name());
      }
    }
  }

  private <T> void put(Setting<T> setting, String text, Origin origin, String who) {
    try {
      T value = setting.kind().parse(text);
      if (value != null) {
        values.put(setting, new Value(value, origin));
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

  private Value value(Setting<?> setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("There is no setting " + setting.name() + ".");
    }
    return value;
  }
}
