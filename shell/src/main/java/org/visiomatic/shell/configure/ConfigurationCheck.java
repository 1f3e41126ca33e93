package org.visiomatic.shell.configure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.http.StartCheck;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.ConfigurationLines;
import org.visiomatic.shell.config.FileProblem;
import org.visiomatic.shell.config.FileProblem.Kind;
import org.visiomatic.shell.config.Setting;

/// Finds whatever would keep a server from starting with a configuration file.
///
/// @param environment variables, which go before the file
/// @param given texts of settings of the command line or the shell, which go before both
/// @param isStartTried whether to look at what it names: folders, keys, templates, interfaces
public record ConfigurationCheck(
    Map<String, String> environment, Map<Setting<?>, String> given, boolean isStartTried) {

  /// The file alone.
  public static ConfigurationCheck ofFileOnly() {
    return new ConfigurationCheck(Map.of(), Map.of(), false);
  }

  /// All problems, in the order of the lines, those of no line last.
  ///
  /// @param path where the file stands or would stand
  public List<FileProblem> problems(Path path, ConfigurationLines lines) {
    List<FileProblem> problems = new ArrayList<>(FileProblem.in(lines));
    ConfigurationLines readable = lines.without(problems);
    try {
      Configuration configuration = Configuration.withFile(path, readable, environment, given);
      ServerSettings settings =
          ServerSettingsReader.read(configuration, Optional.empty(), List.of());
      if (isStartTried) {
        StartCheck.obstacles(settings)
            .forEach(obstacle -> problems.add(FileProblem.of(Kind.START, obstacle)));
      }
    } catch (ConfigurationException e) {
      problems.add(FileProblem.of(Kind.COMBINATION, String.valueOf(e.getMessage())));
    }
    return problems;
  }
}
