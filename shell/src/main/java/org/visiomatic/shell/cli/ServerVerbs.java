package org.visiomatic.shell.cli;

/// The verbs about a running server.
public final class ServerVerbs {

  private ServerVerbs() {}

  /// The verbs, in the order of the help.
  public static Verbs all() {
    return new Verbs();
  }
}
