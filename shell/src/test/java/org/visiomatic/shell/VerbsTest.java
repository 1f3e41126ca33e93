package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.visiomatic.shell.cli.Verbs;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What holds for every verb.
class VerbsTest {

  /// Those that go on until they are stopped, or are not for users.
  private static final List<String> LASTING = List.of("serve", "demo", "shell", "rehearse");

  private final Verbs verbs = Commands.verbs();

  private CommandSpec spec(String name) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return verbs.spec(name, Surroundings.of(nowhere, nowhere, Map.of()));
  }

  private List<String> visible() {
    return verbs.names().stream().filter(name -> !spec(name).usageMessage().hidden()).toList();
  }

  @Test
  void stateInTheirFirstLineWhatTheyDo() {
    for (String name : visible()) {
      assertThat(spec(name).usageMessage().description()).as(name).isNotEmpty();
      assertThat(verbs.family(name)).as("family of " + name).isNotEmpty();
    }
  }

  @Test
  void haveExamplesThatTheyUnderstand() {
    for (String name : visible()) {
      String[] footer = spec(name).usageMessage().footer();
      List<String> lines =
          Arrays.stream(String.join("%n", footer).split("%n"))
              .filter(line -> line.matches("  \\S.*"))
              .map(String::strip)
              .toList();
      assertThat(lines).as("examples of " + name).isNotEmpty();
      for (String line : lines) {
        List<String> words = words(line);
        assertThat(words.getFirst()).as(line).isEqualTo(name);
        new CommandLine(spec(name))
            .setExpandAtFiles(false)
            .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      }
    }
  }

  /// The words of an example, which has no quotes inside quotes.
  private static List<String> words(String line) {
    String verb = line.replaceFirst(" [>|].*", "");
    return Pattern.compile("'([^']*)'|(\\S+)")
        .matcher(verb)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }

  /// The launcher has a cache of classes for them, and cannot ask which they are.
  @Test
  void areKnownToTheLauncher() throws IOException {
    String launcher = Files.readString(Path.of("../visiomatic"));
    Matcher choice =
        Pattern.compile("case \\$\\{1:-} in\\n(.*?)\\n  shell\\)", Pattern.DOTALL)
            .matcher(launcher);
    assertThat(choice.find()).isTrue();
    List<String> known =
        Pattern.compile("(?m)^ +([^)=\\n]+)\\)")
            .matcher(choice.group(1).replace("\\\n", ""))
            .results()
            .flatMap(list -> Stream.of(list.group(1).split("[|\\s]+")))
            .toList();
    assertThat(verbs.names().stream().filter(name -> !LASTING.contains(name)).toList())
        .containsExactlyInAnyOrderElementsOf(
            known.stream().filter(name -> !name.isEmpty() && !name.startsWith("-")).toList());
  }
}
