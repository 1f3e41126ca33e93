package org.visiomatic.shell.cli;

/// The verbs about the configuration: `config` and its own.
public final class ConfigVerbs {

  private ConfigVerbs() {}

  /// The verbs, in the order of the help.
  public static Verbs all() {
    return new Verbs()
        .with(
            "config",
            ConfigCommand::spec,
            new Verbs()
                .with("get", ConfigGetCommand::spec)
                .with("set", ConfigSetCommand::spec)
                .with("unset", ConfigUnsetCommand::spec)
                .with("check", ConfigCheckCommand::spec)
                .with("save", ConfigSaveCommand::spec)
                .with("diff", ConfigDiffCommand::spec));
  }
}
