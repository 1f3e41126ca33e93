package org.visiomatic.shell.cli;

/// The verbs about pyramids in the cache folder.
public final class CacheVerbs {

  private CacheVerbs() {}

  /// The verbs, in the order of the help.
  public static Verbs all() {
    return new Verbs();
  }
}
