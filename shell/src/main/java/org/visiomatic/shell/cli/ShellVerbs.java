package org.visiomatic.shell.cli;

/// The shell itself.
public final class ShellVerbs {

  private ShellVerbs() {}

  /// The verbs, in the order of the help.
  public static Verbs all() {
    return new Verbs();
  }
}
