package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Runs one line of words, typed after the name of the program or in its shell, and turns whatever
/// goes wrong into a sentence and an exit code.
public final class Line {

  private final CommandSpec root;
  private final Surroundings surroundings;

  /// @param root the command that the line is about, with the verbs that can follow
  public Line(CommandSpec root, Surroundings surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  /// Runs the line.
  ///
  /// @return the exit code, see [ExitCode]
  public int run(String... words) {
    CommandLine commandLine = new CommandLine(root);
    // The lists of 'tile' look like the argument files of picocli, but hold names of images.
    commandLine.setExpandAtFiles(false);
    commandLine.setOut(surroundings.out());
    commandLine.setErr(surroundings.err());
    // Of its own the library would look at the terminal of the process, wherever help goes.
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            surroundings.screen().hasColours()
                ? CommandLine.Help.Ansi.ON
                : CommandLine.Help.Ansi.OFF));
    commandLine.setExecutionStrategy(Line::execute);
    commandLine.setParameterExceptionHandler((problem, given) -> misused(problem));
    commandLine.setExecutionExceptionHandler((problem, executed, parsed) -> report(problem));
    return commandLine.execute(words);
  }

  private int misused(ParameterException problem) {
    surroundings.say(sentence(problem.getMessage()));
    surroundings
        .err()
        .println("Try '" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
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
      for (ParseResult outer = parsed; outer.hasSubcommand(); outer = outer.subcommand()) {
        demandNothingBefore(outer);
      }
      return ((Command) innermost.commandSpec().userObject()).run(innermost);
    } catch (ParameterException e) {
      throw e;
    } catch (Exception e) {
      throw new CommandLine.ExecutionException(command, String.valueOf(e.getMessage()), e);
    }
  }

  /// What stands before the name of a subcommand would reach nobody.
  private static void demandNothingBefore(ParseResult parsed) {
    if (!parsed.matchedArgs().isEmpty()) {
      ArgSpec lost = parsed.matchedArgs().getFirst();
      String name =
          lost instanceof OptionSpec option
              ? option.longestName()
              : lost.originalStringValues().getFirst();
      String verb = parsed.subcommand().commandSpec().name();
      throw new ParameterException(
          parsed.subcommand().commandSpec().commandLine(),
          "'%s' stands before '%s' and would have no effect; write it after '%s'"
              .formatted(name, verb, verb));
    }
  }

  private int report(Exception problem) {
    Throwable cause =
        problem instanceof CommandLine.ExecutionException ? problem.getCause() : problem;
    return switch (cause) {
      case ConfigurationException e -> failed(e.getMessage(), ExitCode.USAGE);
      case InputException e -> failed(e.getMessage(), ExitCode.NO_INPUT);
      case ClosedByInterruptException e -> ExitCode.INTERRUPTED;
      case IOException e -> failed(sentence(e.getMessage()), ExitCode.FAILED);
      case InterruptedException e -> ExitCode.INTERRUPTED;
      case null, default -> {
        surroundings.say("a defect of the program: " + cause);
        surroundings.err().println("Please report it; VISIOMATIC_DEBUG=1 shows where it happened.");
        if (surroundings.environment().containsKey("VISIOMATIC_DEBUG") && cause != null) {
          cause.printStackTrace(surroundings.err());
        }
        yield ExitCode.FAILED;
      }
    };
  }

  private int failed(@Nullable String message, int code) {
    surroundings.say(String.valueOf(message));
    return code;
  }

  private static String sentence(@Nullable String message) {
    if (message == null || message.isBlank()) {
      return "failed without saying why.";
    }
    return message.endsWith(".") ? message : message + ".";
  }
}
