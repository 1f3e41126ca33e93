package org.visiomatic.shell.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;

/// The command that sets settings in the configuration file.
final class ConfigSetCommand {

  private ConfigSetCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> {
          SequencedMap<Setting<?>, String> values =
              values(parsed.matchedPositionalValue(0, List.of()));
          return ConfigChanges.run(parsed, surroundings, file -> file.set(values));
        };
    CommandSpec spec =
        Specs.command("set", command, "Sets settings in the configuration file, or none of them.");
    spec.addPositional(
        Specs.words("KEY=VALUE", "Settings with their values; also KEY VALUE [KEY VALUE…].", true));
    ConfigChanges.addTo(spec);
    // Some settings take negative numbers.
    spec.parser().unmatchedOptionsArePositionalParams(true);
    return spec;
  }

  /// The settings that some words name, with texts.
  ///
  /// @throws ConfigurationException when there is none of a name, or a value is missing
  static SequencedMap<Setting<?>, String> values(List<String> words) {
    SequencedMap<Setting<?>, String> values = new LinkedHashMap<>();
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      int sign = word.indexOf('=');
      String name = sign < 0 ? word : word.substring(0, sign);
      if (name.startsWith("-")) {
        throw new ConfigurationException(
            "There is no option " + name + " here; a setting is named without dashes before it.");
      }
      Setting<?> setting = Settings.demand(name);
      if (sign < 0 && !rest.hasNext()) {
        throw new ConfigurationException(
            "Setting %s has no value here; write %s=VALUE, or remove it with 'config unset %s'."
                .formatted(setting.name(), setting.name(), setting.name()));
      }
      String text = sign < 0 ? rest.next() : word.substring(sign + 1);
      if (values.put(setting, text) != null) {
        throw new ConfigurationException("Setting " + setting.name() + " is given twice.");
      }
    }
    return values;
  }
}
