package org.visiomatic.shell;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.config.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Entry point of the `visiomatic` command.
public final class Main {

  private Main() {}

  /// Runs the command and ends the process with its exit code.
  public static void main(String[] arguments) {
    // Talk goes to standard error, data to standard output; both in UTF-8 whatever the locale says.
    Logs.configure();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, System.getenv(), arguments);
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
    CommandSpec root = Commands.root(out, err, environment, arguments);
    CommandLine commandLine = new CommandLine(root);
    // The lists of 'tile' look like the argument files of picocli, but hold names of images.
    commandLine.setExpandAtFiles(false);
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setExecutionStrategy(Main::execute);
    commandLine.setParameterExceptionHandler(
        (problem, given) -> {
          err.println("visiomatic: " + sentence(problem.getMessage()));
          err.println(
              "Try '" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
          return ExitCode.USAGE;
        });
    commandLine.setExecutionExceptionHandler(
        (problem, executed, parsed) -> report(problem, err, environment));
    return commandLine.execute(arguments);
  }

  /// Runs the innermost command given, or shows its help or version.
  private static int execute(ParseResult parsed) throws CommandLine.ExecutionException {
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    CommandLine command = innermost.commandSpec().commandLine();
    try {
      Integer help = CommandLine.executeHelpRequest(parsed);
      if (help != null) {
        return help;
      }
      return ((Command) innermost.commandSpec().userObject()).run(innermost);
    } catch (Exception e) {
      throw new CommandLine.ExecutionException(command, String.valueOf(e.getMessage()), e);
    }
  }

  private static int report(Exception problem, PrintWriter err, Map<String, String> environment) {
    Throwable cause =
        problem instanceof CommandLine.ExecutionException ? problem.getCause() : problem;
    return switch (cause) {
      case ConfigurationException e -> {
        err.println("visiomatic: " + e.getMessage());
        yield ExitCode.USAGE;
      }
      case InputException e -> {
        err.println("visiomatic: " + e.getMessage());
        yield ExitCode.NO_INPUT;
      }
      case java.io.IOException e -> {
        err.println("visiomatic: " + sentence(e.getMessage()));
        yield ExitCode.FAILED;
      }
      case null, default -> {
        err.println("visiomatic: a defect of the program: " + cause);
        err.println("Please report it; VISIOMATIC_DEBUG=1 shows where it happened.");
        if (environment.containsKey("VISIOMATIC_DEBUG") && cause != null) {
          cause.printStackTrace(err);
        }
        yield ExitCode.FAILED;
      }
    };
  }

  private static String sentence(@Nullable String message) {
    if (message == null || message.isBlank()) {
      return "failed without saying why.";
    }
    return message.endsWith(".") ? message : message + ".";
  }
}
