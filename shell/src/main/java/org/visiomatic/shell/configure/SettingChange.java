package org.visiomatic.shell.configure;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;

/// What became of one setting of a file.
///
/// @param name of the setting, or of what the file took for one
/// @param setting empty when there is no such setting
/// @param before its text in the file, which may be secret; empty when it had none
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
        setting.flatMap(edit.before()::value),
        setting.flatMap(edit.after()::value),
        edit.after().settingLines(name),
        setting.flatMap(known -> overriding(known, check)));
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

  /// [#before] as it may be shown.
  Optional<String> shownBefore() {
    return setting.flatMap(known -> before.map(text -> shown(known, text)));
  }

  /// [#after] as it may be shown.
  Optional<String> shownAfter() {
    return setting.flatMap(known -> after.map(text -> shown(known, text)));
  }

  /// What holds where no file says anything.
  String builtIn() {
    return setting.map(Setting::builtIn).orElse("");
  }

  /// Whether a running server that reads the file would be another with it.
  boolean isFelt() {
    return setting.isPresent() && !before.orElse(builtIn()).equals(after.orElse(builtIn()));
  }
}
