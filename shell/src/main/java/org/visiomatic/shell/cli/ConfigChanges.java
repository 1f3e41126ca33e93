package org.visiomatic.shell.cli;

import java.io.IOException;
import java.util.List;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.configure.ChangeReport;
import org.visiomatic.shell.configure.ChangeText;
import org.visiomatic.shell.configure.ConfigurationChange;
import org.visiomatic.shell.configure.ConfigurationCheck;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// What the commands that change the configuration file have in common.
final class ConfigChanges {

  private static final String FORCE = "--force";
  private static final String DRY_RUN = "--dry-run";

  private ConfigChanges() {}

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.flag(
            "Do not look whether a server could start on this machine as things are: folders, keys, templates, interfaces.",
            FORCE));
    spec.addOption(Specs.flag("Only say what would be.", DRY_RUN));
    spec.addOption(Specs.json());
    // Where running servers are looked for.
    Specs.addSettings(spec, List.of(CacheSection.CACHE_DIR));
  }

  static int run(ParseResult parsed, Surroundings surroundings, Change change) throws IOException {
    ConfigurationCheck check =
        new ConfigurationCheck(
            surroundings.environment(),
            Specs.given(parsed, surroundings),
            !parsed.hasMatchedOption(FORCE));
    ChangeReport report =
        change.apply(
            new ConfigurationChange(
                Configuration.file(Specs.configurationFile(parsed, surroundings)),
                check,
                parsed.hasMatchedOption(DRY_RUN)));
    ChangeText text = new ChangeText(report);
    if (Specs.isJson(parsed)) {
      surroundings.out().println(text.json());
      surroundings.out().flush();
    } else {
      text.say(surroundings);
    }
    return ExitCode.OK;
  }

  /// What to do with the file.
  @FunctionalInterface
  interface Change {
    ChangeReport apply(ConfigurationChange file) throws IOException;
  }
}
