package org.visiomatic.shell.cli;

/// The verbs about the configuration.
public final class ConfigVerbs {

  private ConfigVerbs() {}

  /// The verbs, in the order of the help.
  public static Verbs all() {
    return new Verbs();
  }
}
