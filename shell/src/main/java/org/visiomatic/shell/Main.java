package org.visiomatic.shell;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.visiomatic.shell.cli.Line;
import org.visiomatic.shell.console.DataWriter;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Question;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.repl.TerminalScreen;

/// Entry point of the `visiomatic` command.
public final class Main {

  private Main() {}

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] arguments) {
    // Otherwise picocli looks for a class of Groovy in every jar first.
    System.setProperty("picocli.disable.closures", "true");
    if (arguments.length > 0 && arguments[0].equals("tile")) {
      HeadStart.begin();
    }
    // Talk goes to standard error, data to standard output; both in UTF-8 whatever the locale says.
    Logs.configure();
    PrintWriter out = new DataWriter(System.out);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Surroundings process =
        Surroundings.of(out, err, System.getenv())
            .on(TerminalScreen.ofProcess(System.getenv()), Question.onTerminal());
    int code = run(process, arguments);
    out.flush();
    err.flush();
    if (code != ExitCode.OK) {
      // Looks for a logger of its own first, hence opens every library; a normal end does not.
      System.exit(code);
    }
  }

  /// Runs the command in this process.
  ///
  /// @return the exit code, see [ExitCode]
  static int run(
      PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
    return run(Surroundings.of(out, err, environment), arguments);
  }

  /// Runs the command in this process.
  ///
  /// @return the exit code, see [ExitCode]
  static int run(Surroundings surroundings, String... arguments) {
    return new Line(Commands.root(surroundings, arguments), surroundings).run(arguments);
  }
}
