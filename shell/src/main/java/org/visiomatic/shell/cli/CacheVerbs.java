package org.visiomatic.shell.cli;

/// The verbs about pyramids in the cache folder.
public final class CacheVerbs {

  private CacheVerbs() {}

  /// The verbs, in the order of the help.
  public static Verbs all() {
    return new Verbs()
        .with("ls", LsCommand::spec)
        .with("info", InfoCommand::spec)
        .with("du", DuCommand::spec)
        .with("stat", StatCommand::spec)
        .with("rm", RmCommand::spec)
        .with("prune", PruneCommand::spec)
        .with("clear", PruneCommand::clear)
        .with("repair", VerifyCommand::repair)
        .with("pin", PinCommand::pin)
        .with("unpin", PinCommand::unpin)
        .with("orphans", OrphansCommand::spec);
  }
}
