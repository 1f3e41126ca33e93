package org.visiomatic.shell.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;

class InterpreterTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<List<String>> run = new ArrayList<>();
  private final Ending ending = new Ending();

  @TempDir Path folder;

  private Interpreter interpreter(boolean stopsAtFailure) {
    Surroundings surroundings =
        Surroundings.of(new PrintWriter(out, true), new PrintWriter(err, true), Map.of());
    return new Interpreter(this::verb, surroundings, ending, false, stopsAtFailure);
  }

  /// Prints its words; the verb `fail` ends with the number behind it, `flood` prints until it is
  /// interrupted.
  private int verb(List<String> words, Surroundings surroundings) {
    run.add(words);
    surroundings.out().println(String.join(" ", words));
    surroundings.err().println("talk of " + words.getFirst());
    return switch (words.getFirst()) {
      case "fail" -> Integer.parseInt(words.get(1));
      case "flood" -> {
        while (!Thread.currentThread().isInterrupted()) {
          surroundings.out().println("much");
        }
        yield ExitCode.INTERRUPTED;
      }
      case "exit" -> {
        ending.demand();
        yield ExitCode.OK;
      }
      default -> ExitCode.OK;
    };
  }

  @Test
  void endsWithTheCodeOfTheLastVerbThatFailed() {
    Interpreter interpreter = interpreter(false);
    interpreter.run("ls; fail 3; fail 6; ls");
    assertThat(interpreter.status()).isEqualTo(6);
    assertThat(run).hasSize(4);
    assertThat(ending.isDue()).isFalse();
  }

  @Test
  void stopsAtTheFirstFailureWhereThatIsWanted() {
    Interpreter interpreter = interpreter(true);
    interpreter.run("ls; fail 3; fail 6");
    assertThat(interpreter.status()).isEqualTo(3);
    assertThat(run).hasSize(2);
    assertThat(ending.isDue()).isTrue();
  }

  @Test
  void runsNothingOfALineThatCannotBeRead() {
    Interpreter interpreter = interpreter(false);
    interpreter.run("ls; ls > ");
    assertThat(interpreter.status()).isEqualTo(ExitCode.USAGE);
    assertThat(run).isEmpty();
    assertThat(err.toString())
        .isEqualToNormalizingNewlines("visiomatic: The name of a file is missing after '>'.\n");
  }

  @Test
  void runsNothingAfterTheEnd() {
    interpreter(false).run("exit; ls");
    assertThat(run).containsExactly(List.of("exit"));
  }

  @Test
  void writesDataToAFileAndTalkToTheTerminal() throws IOException {
    Path file = folder.resolve("a b.txt");
    interpreter(false).run("ls Ünïcode > '%s'; ls 2 >> '%s'".formatted(file, file));
    assertThat(file).hasContent("ls Ünïcode\nls 2\n");
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEqualToNormalizingNewlines("talk of ls\ntalk of ls\n");
    interpreter(false).run("ls 3 > '%s'".formatted(file));
    assertThat(file).hasContent("ls 3\n");
  }

  @Test
  void saysThatAFileCannotBeWritten() {
    Interpreter interpreter = interpreter(false);
    interpreter.run("ls > '%s'".formatted(folder.resolve("none/there")));
    assertThat(interpreter.status()).isEqualTo(ExitCode.FAILED);
    assertThat(run).isEmpty();
    assertThat(err.toString())
        .startsWith(
            "visiomatic: The file " + folder.resolve("none/there") + " cannot be written: ");
  }

  @Test
  void saysThatADiskIsFull() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a system with /dev/full");
    Interpreter interpreter = interpreter(false);
    interpreter.run("flood > /dev/full");
    assertThat(interpreter.status()).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("Not all could be written to /dev/full: ");
  }

  @Test
  void passesDataToOtherPrograms() throws IOException {
    Path file = folder.resolve("upper");
    interpreter(false).run("ls one | tr a-z A-Z | cat > '%s'".formatted(file));
    assertThat(file).hasContent("LS ONE\n");
  }

  @Test
  void stopsAVerbWhoseReaderHasSeenEnough() throws IOException {
    Path file = folder.resolve("head");
    Interpreter interpreter = interpreter(false);
    interpreter.run("flood | head -2 > '%s'; ls".formatted(file));
    assertThat(file).hasContent("flood\nmuch\n");
    assertThat(interpreter.status()).isZero();
    assertThat(run).hasSize(2);
  }

  @Test
  void endsWithTheCodeOfAProgramThatFailed() {
    Interpreter interpreter = interpreter(false);
    interpreter.run("ls | exit 4");
    assertThat(interpreter.status()).isEqualTo(4);
    interpreter.run("fail 3 | cat > /dev/null");
    assertThat(interpreter.status()).isEqualTo(3);
  }
}
