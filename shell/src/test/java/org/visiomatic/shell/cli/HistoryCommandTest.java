package org.visiomatic.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.visiomatic.shell.Schemas;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.repl.PastLines;
import org.visiomatic.shell.repl.PastLines.PastLine;

class HistoryCommandTest {

  private static final PastLines PAST =
      () ->
          List.of(
              new PastLine(1, "ls"),
              new PastLine(2, "tile \\\n 'a b'"),
              new PastLine(3, "history"));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) {
    Surroundings surroundings =
        Surroundings.of(new PrintWriter(out, true), new PrintWriter(err, true), Map.of());
    return new Line(HistoryCommand.spec(PAST, surroundings), surroundings).run(words);
  }

  @Test
  void listsLines() {
    assertThat(run()).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
                1  ls
                2  tile \\
             'a b'
                3  history
            """);
  }

  @Test
  void listsTheLastOnesOnly() {
    assertThat(run("-n", "1")).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines("    3  history\n");
  }

  @Test
  void printsWhatItsSchemaSays() throws IOException {
    assertThat(run("--json", "--last=2")).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines)
        .containsExactly(
            "{\"number\":2,\"line\":\"tile \\\\\\n 'a b'\"}",
            "{\"number\":3,\"line\":\"history\"}");
    assertThat(Schemas.read("history", out.toString())).hasSize(2);
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThat(run("-n", "many")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .startsWith("visiomatic: Option --last: 'many' was given, but a whole number is needed.");
  }
}
