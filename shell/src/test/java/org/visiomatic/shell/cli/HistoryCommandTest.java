package org.visiomatic.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("../docs/reference/schemas/history.schema.json")));
    List<String> lines = out.toString().lines().toList();
    assertThat(lines)
        .containsExactly(
            "{\"number\":2,\"line\":\"tile \\\\\\n 'a b'\"}",
            "{\"number\":3,\"line\":\"history\"}");
    for (String line : lines) {
      assertThat(schema.validate(new JsonMapper().readTree(line))).as(line).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThat(run("-n", "many")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .startsWith("visiomatic: Option --last: 'many' was given, but a whole number is needed.");
  }
}
