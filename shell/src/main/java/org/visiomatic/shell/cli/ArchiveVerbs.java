package org.visiomatic.shell.cli;

/// The verbs that take pyramids elsewhere and back.
public final class ArchiveVerbs {

  private ArchiveVerbs() {}

  /// The verbs, in the order of the help.
  public static Verbs all() {
    return new Verbs()
        .with("export", ExportCommand::spec)
        .with("import", ImportCommand::spec)
        .with("mv-cache", MvCacheCommand::spec);
  }
}
