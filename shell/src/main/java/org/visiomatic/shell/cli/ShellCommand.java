package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.ProductVersion;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.PlatformFolders;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.console.Tty;
import org.visiomatic.shell.repl.Repl;
import org.visiomatic.shell.repl.ReplOptions;
import org.visiomatic.shell.repl.VerbRunner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The command that asks for verbs, one line after the other.
final class ShellCommand {

  private static final String COMMANDS = "--command";
  private static final String FAIL_FAST = "--fail-fast";

  private static final String HISTORY = "VISIOMATIC_HISTORY";

  /// What makes no sense inside the shell, or means something else there.
  private static final String[] OUTSIDE = {"shell", "help", "rehearse"};

  private ShellCommand() {}

  static CommandSpec spec(Verbs all, Surroundings surroundings) {
    Command command = parsed -> run(parsed, all, surroundings);
    CommandSpec spec =
        Specs.command(
            "shell",
            command,
            "Asks for verbs on a terminal, with completion and history; runs those of a script elsewhere.");
    spec.addOption(
        OptionSpec.builder("-c", COMMANDS)
            .paramLabel("VERBS")
            .type(String.class)
            .description("Run these verbs, with ';' between them, and exit.")
            .build());
    spec.addOption(
        Specs.flag("Run no verb after one that failed.", "-e", FAIL_FAST, "--fail_fast"));
    Specs.addSettingsWithoutLetter(spec, Settings.all());
    return spec;
  }

  private static int run(ParseResult parsed, Verbs all, Surroundings process) throws IOException {
    // What no verb could use is better refused now.
    Configuration configuration = Specs.configuration(parsed, process);
    Optional<Path> file = Specs.configurationFile(parsed, process);
    Map<Setting<?>, String> given = Specs.given(parsed, process);
    Surroundings surroundings = process.with(file, given);
    ReplOptions options =
        new ReplOptions(
            Optional.ofNullable(parsed.matchedOptionValue(COMMANDS, (String) null)),
            parsed.hasMatchedOption(FAIL_FAST),
            Tty.INPUT.isTerminal(),
            history(surroundings));
    CacheFacts facts = new CacheFacts(surroundings, CacheFacts.PATIENCE);
    if (options.isAtPrompt()) {
      process
          .err()
          .println("visiomatic " + ProductVersion.TEXT + "; 'help' lists the verbs, ^D ends.");
      facts.prepare(configuration.get(CacheSection.CACHE_DIR));
    }
    Repl repl = new Repl(options, surroundings, facts::prompt);
    Verbs verbs = all.without(OUTSIDE);
    VerbRunner runner = (words, each) -> run(verbs, words, each);
    verbs.with("Shell", ShellBuiltins.all(verbs, runner, repl));
    return repl.run(runner, new Completion(verbs, surroundings, facts));
  }

  /// The file that the user names, none if its name is empty, or the one of the platform.
  private static Optional<Path> history(Surroundings surroundings) {
    String named = surroundings.environment().get(HISTORY);
    if (named == null) {
      return Optional.of(PlatformFolders.state().resolve("history"));
    }
    return Optional.of(named).filter(name -> !name.isEmpty()).map(Path::of);
  }

  private static int run(Verbs verbs, List<String> words, Surroundings surroundings) {
    String name = words.getFirst();
    if (!verbs.names().contains(name)) {
      surroundings.say(
          List.of(OUTSIDE).contains(name)
              ? "The verb '" + name + "' is for the command line outside of the shell."
              : "There is no verb '" + name + "'; 'help' lists those that are there.");
      return ExitCode.USAGE;
    }
    String[] rest = words.subList(1, words.size()).toArray(String[]::new);
    return new Line(verbs.spec(name, surroundings), surroundings).run(rest);
  }
}
