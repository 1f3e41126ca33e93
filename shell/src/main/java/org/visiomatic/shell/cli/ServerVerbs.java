package org.visiomatic.shell.cli;

/// The verbs about a running server.
public final class ServerVerbs {

  private ServerVerbs() {}

  /// The verbs, in the order of the help.
  public static Verbs all() {
    return new Verbs()
        .with("connect", ConnectCommand::spec)
        .with("status", StatusCommand::spec)
        .with("top", TopCommand::spec)
        .with("images", ImagesCommand::spec)
        .with("warm", WarmCommand::spec)
        .with("evict", EvictCommand::spec)
        .with("reload", ReloadCommand::spec)
        .with("log", LogCommand::spec);
  }
}
