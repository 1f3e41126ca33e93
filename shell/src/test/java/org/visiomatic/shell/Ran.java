package org.visiomatic.shell;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.shell.console.Question;
import org.visiomatic.shell.console.Screen;
import org.visiomatic.shell.console.ServerAddress;
import org.visiomatic.shell.console.Surroundings;

/// What a command printed and ended with, run in this process.
///
/// @param code the exit code
/// @param out data, with line feeds
/// @param err talk, with line feeds
record Ran(int code, String out, String err) {

  /// Runs a command without a terminal.
  static Ran of(String... words) {
    return asking(Question.toNobody(), words);
  }

  /// Runs a command with somebody who answers.
  static Ran asking(Question question, String... words) {
    return on(Screen.none(), question, words);
  }

  /// Runs a command on a screen.
  static Ran on(Screen screen, Question question, String... words) {
    return reading("", screen, question, words);
  }

  /// Runs a command with something on standard input.
  static Ran reading(String input, String... words) {
    return reading(input, Screen.none(), Question.toNobody(), words);
  }

  private static Ran reading(String input, Screen screen, Question question, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Map.of(),
            screen,
            question,
            Optional.empty(),
            Map.of(),
            new ServerAddress());
    int code = Main.run(surroundings, words);
    return new Ran(code, lines(out), lines(err));
  }

  private static String lines(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
