package org.visiomatic.shell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The settings of a configuration file in INI form: `[section]`, `name = value`, comments after
/// `#` or `;`.
///
/// @param path where it stands
/// @param values the settings that it sets, by name
record ConfigurationFile(Path path, Map<String, Line> values) {

  /// What it says of a setting.
  ///
  /// @param number of the line, from 1
  /// @param text of the value
  record Line(int number, String text) {}

  /// Reads a file.
  ///
  /// @throws ConfigurationException when it cannot be read, or a line is neither of the above, or
  ///   names no setting
  static ConfigurationFile read(Path path) {
    try {
      return of(path, ConfigurationLines.of(Files.readAllBytes(path)));
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("There is no configuration file " + path + ".", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The configuration file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// Reads its lines.
  ///
  /// @throws ConfigurationException as [#read]
  static ConfigurationFile of(Path path, ConfigurationLines lines) {
    Map<String, Line> values = new HashMap<>();
    for (int number = 1; number <= lines.count(); number++) {
      switch (lines.line(number)) {
        case ConfigurationLine.Comment _, ConfigurationLine.Heading _ -> {
          // For people.
        }
        case ConfigurationLine.Value value -> {
          if (Settings.named(value.typed()).isEmpty()) {
            throw refused(path, number, lines, Settings.nearest(value.typed()));
          }
          if (!lines.isUtf8(number)) {
            throw new ConfigurationException(
                "Line %d of the configuration file %s is not UTF-8; save it in that encoding."
                    .formatted(number, path));
          }
          values.put(value.name(), new Line(number, value.text()));
        }
        case ConfigurationLine.Unreadable _ -> throw refused(path, number, lines, "");
      }
    }
    return new ConfigurationFile(path, Map.copyOf(values));
  }

  private static ConfigurationException refused(
      Path path, int number, ConfigurationLines lines, String nearest) {
    return new ConfigurationException(
        "Line %d of the configuration file %s reads '%s', but 'name = value' with the name of a setting is needed%s"
            .formatted(
                number,
                path,
                lines.text(number).strip(),
                nearest.isEmpty() ? "." : "; is " + nearest + " meant?"));
  }
}
