package org.visiomatic.shell.config;

import java.util.Locale;

/// The groups that settings are shown in, on the command line and in the configuration file.
public enum Section {
  HOST("Host options"),
  IMAGE("Image options"),
  SERVER("Server options"),
  ENGINE("Engine options"),
  CACHE("Cache options");

  private final String title;

  Section(String title) {
    this.title = title;
  }

  /// What the help calls it.
  public String title() {
    return title;
  }

  /// What the configuration file calls it.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
