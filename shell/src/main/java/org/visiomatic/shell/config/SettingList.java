package org.visiomatic.shell.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The settings of one section while they are being defined: whoever defines one here has done all
/// that the levels, the command line and the configuration file need.
final class SettingList {

  private final Section section;
  private final List<Setting<?>> settings = new ArrayList<>();

  SettingList(Section section) {
    this.section = section;
  }

  /// A setting that waits for the next start.
  <T> Setting<T> add(String name, Kind<T> kind, String builtIn, String description) {
    return add(name, Setting.NO_LETTER, kind, builtIn, description);
  }

  /// A setting that waits for the next start, with a letter on the command line.
  <T> Setting<T> add(String name, char letter, Kind<T> kind, String builtIn, String description) {
    return put(new Setting<>(section, name, letter, kind, builtIn, description, false));
  }

  /// A setting whose changes a running server follows.
  <T> Setting<T> addLive(String name, Kind<T> kind, String builtIn, String description) {
    return addLive(name, Setting.NO_LETTER, kind, builtIn, description);
  }

  /// A setting whose changes a running server follows, with a letter on the command line.
  <T> Setting<T> addLive(
      String name, char letter, Kind<T> kind, String builtIn, String description) {
    return put(new Setting<>(section, name, letter, kind, builtIn, description, true));
  }

  private <T> Setting<T> put(Setting<T> setting) {
    settings.add(setting);
    return setting;
  }

  /// All of them, in the order in which they were defined.
  List<Setting<?>> all() {
    return Collections.unmodifiableList(settings);
  }
}
