package org.visiomatic.shell.configure;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.config.ConfigurationLines;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;

/// What became of one setting of a file.
///
/// @param name of the setting, or of what the file took for one
/// @param setting empty when there is no such setting
/// @param before its text in the file; empty when it had none
/// @param after likewise
/// @param lines where it stands now; the last one counts
/// @param overriding the variable or option that goes before the file here, with its value; empty
///   when there is none
public record SettingChange(
    String name,
    Optional<Setting<?>> setting,
    Optional<String> before,
    Optional<String> after,
    List<Integer> lines,
    Optional<String> overriding) {

  static SettingChange of(String name, FileEdit edit, Path path, ConfigurationCheck check) {
    Optional<Setting<?>> setting = Settings.named(name);
    return new SettingChange(
        name,
        setting,
        setting.flatMap(known -> text(known, edit.before())),
        setting.flatMap(known -> text(known, edit.after())),
        edit.after().settingLines(name),
        setting.flatMap(known -> overriding(known, check)));
  }

  private static Optional<String> text(Setting<?> setting, ConfigurationLines lines) {
    return lines.value(setting).map(text -> shown(setting, text));
  }

  /// A text of a setting as it may be shown.
  static String shown(Setting<?> setting, String text) {
    return setting.kind().isSecret() && !text.isEmpty() ? "***" : text;
  }

  private static Optional<String> overriding(Setting<?> setting, ConfigurationCheck check) {
    String option = check.given().get(setting);
    String variable = check.environment().get(setting.environmentName());
    if (option != null) {
      return Optional.of("option --" + setting.name() + " = " + shown(setting, option));
    }
    return Optional.ofNullable(variable)
        .map(text -> "variable " + setting.environmentName() + " = " + shown(setting, text));
  }

  /// What holds where only the file is looked at.
  String builtInOr(Optional<String> text) {
    return text.or(() -> setting.map(Setting::builtIn)).orElse("");
  }

  /// Whether a running server that reads the file would be another with it.
  boolean isFelt() {
    return setting.isPresent() && !builtInOr(before).equals(builtInOr(after));
  }
}
