package org.visiomatic.shell.configure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.ConfigurationLines;
import org.visiomatic.shell.config.ConfigurationText;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.Consent;
import org.visiomatic.shell.console.Surroundings;

/// A whole configuration as a file for people to edit.
///
/// @param configuration what is to be saved
/// @param target where it is to stand
public record SavedConfiguration(Configuration configuration, Path target) {

  /// What holds, written where it comes from; a file that is to be made need not be there yet.
  ///
  /// @param named the configuration file, if the command line names one
  public static SavedConfiguration inPlace(
      Optional<Path> named, Map<String, String> environment, Map<Setting<?>, String> given) {
    boolean toBeMade = named.isPresent() && Files.notExists(named.get());
    return new SavedConfiguration(
        toBeMade
            ? Configuration.withoutFile(environment, given)
            : new Configuration(named, environment, given),
        Configuration.file(named));
  }

  /// Refuses what a server would refuse later.
  ///
  /// @param extensions which HDUs of a file the line takes
  /// @throws ConfigurationException when a server would
  public void demandUsable(List<String> extensions) {
    var _ = ServerSettingsReader.read(configuration, Optional.empty(), extensions);
  }

  /// Its text.
  ///
  /// @throws ConfigurationException when a value cannot stand in a file
  public String text() {
    return new ConfigurationText(configuration).commented();
  }

  /// Writes it.
  ///
  /// @param consent asked when there is a file already
  /// @param surroundings where to say what was done
  /// @return whether it was written
  /// @throws ConfigurationException when there is a file already and nobody to ask
  /// @throws IOException when it cannot be written
  public boolean write(Consent consent, Surroundings surroundings) throws IOException {
    byte[] text = text().getBytes(StandardCharsets.UTF_8);
    if (Files.exists(target) && !consent.isGivenTo("overwrite " + target)) {
      surroundings.say(target + " is left as it is.");
      return false;
    }
    FileEdit.of(target, before -> ConfigurationLines.of(text), holdsSecret());
    surroundings.say("the configuration was saved in " + target + ".");
    return true;
  }

  private boolean holdsSecret() {
    return Settings.all().stream()
        .anyMatch(setting -> setting.kind().isSecret() && !configuration.text(setting).isEmpty());
  }
}
