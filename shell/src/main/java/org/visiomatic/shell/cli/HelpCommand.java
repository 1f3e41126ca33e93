package org.visiomatic.shell.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.repl.VerbRunner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The command that tells what verbs there are, or all about one.
final class HelpCommand {

  private static final int GAP = 2;

  private HelpCommand() {}

  /// @param verbs those to tell of
  /// @param runner runs them
  static CommandSpec spec(Verbs verbs, VerbRunner runner, Surroundings surroundings) {
    Command command =
        parsed -> {
          List<String> words = parsed.matchedPositionalValue(0, List.of());
          return words.isEmpty()
              ? list(verbs, surroundings)
              : about(words, verbs, runner, surroundings);
        };
    CommandSpec spec = Specs.command("help", command, "Lists the verbs, or tells all about one.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .paramLabel("VERB")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("What to tell about.")
            .build());
    return spec;
  }

  private static int about(
      List<String> words, Verbs verbs, VerbRunner runner, Surroundings surroundings) {
    if (!verbs.names().contains(words.getFirst())) {
      throw new ConfigurationException(
          "There is no verb '%s'; 'help' lists those that are there.".formatted(words.getFirst()));
    }
    List<String> line = new ArrayList<>(words);
    line.add("--help");
    return runner.run(line, surroundings);
  }

  private static int list(Verbs verbs, Surroundings surroundings) {
    PrintWriter out = surroundings.out();
    int width = verbs.names().stream().mapToInt(String::length).max().orElse(0) + GAP;
    verbs
        .families()
        .forEach(
            (family, names) -> {
              if (family.isEmpty()) {
                return;
              }
              out.println(family);
              for (String name : names) {
                out.println(
                    "  "
                        + name
                        + " ".repeat(width - name.length())
                        + first(verbs.spec(name, surroundings)));
              }
              out.println();
            });
    out.println("'help VERB' tells all about one, with examples.");
    return ExitCode.OK;
  }

  /// What the help of a verb begins with.
  static String first(CommandSpec spec) {
    String[] lines = spec.usageMessage().description();
    return lines.length == 0 ? "" : lines[0].replace("%n", " ").replace("%%", "%");
  }
}
