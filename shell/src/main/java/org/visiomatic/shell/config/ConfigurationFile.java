package org.visiomatic.shell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("There is no configuration file " + path + ".", e);
    } catch (IOException e) {
      throw new ConfigurationException(
          "The configuration file " + path + " cannot be read: " + e.getMessage(), e);
    }
    Set<String> known = Settings.all().stream().map(Setting::name).collect(Collectors.toSet());
    Map<String, Line> values = new HashMap<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (line.isEmpty()
          || line.startsWith("#")
          || line.startsWith(";")
          || line.matches("\\[.*]")) {
        continue;
      }
      String[] parts = line.split("[=:]", 2);
      String name = parts[0].strip().toLowerCase(Locale.ROOT).replace('-', '_');
      if (parts.length != 2 || !known.contains(name)) {
        throw new ConfigurationException(
            "Line %d of the configuration file %s reads '%s', but 'name = value' with the name of a setting is needed."
                .formatted(number, path, line));
      }
      values.put(name, new Line(number, parts[1].strip()));
    }
    return new ConfigurationFile(path, Map.copyOf(values));
  }
}
