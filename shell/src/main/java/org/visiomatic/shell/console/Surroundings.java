package org.visiomatic.shell.console;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.Setting;

/// What a command runs in: the process, or a shell that runs many commands one after the other.
///
/// @param in standard input
/// @param out for data
/// @param err for talk
/// @param environment variables such as `VISIOMATIC_PORT`
/// @param screen where `out` is seen
/// @param question whom to ask before something is destroyed
/// @param configurationFile the configuration file of the shell; empty for that of the user. A
///   command may name another.
/// @param given texts of the settings that the shell was started with; those of a command's own
///   line go before them
/// @param server the running server that the shell is connected to, if it is
public record Surroundings(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Screen screen,
    Question question,
    Optional<Path> configurationFile,
    Map<Setting<?>, String> given,
    ServerAddress server) {

  public Surroundings {
    environment = Map.copyOf(environment);
    given = Map.copyOf(given);
  }

  /// Those of a process without a terminal.
  public static Surroundings of(PrintWriter out, PrintWriter err, Map<String, String> environment) {
    return new Surroundings(
        System.in,
        out,
        err,
        environment,
        Screen.none(),
        Question.toNobody(),
        Optional.empty(),
        Map.of(),
        new ServerAddress());
  }

  /// The same with another place for data.
  public Surroundings printingTo(PrintWriter other, Screen seen) {
    return new Surroundings(
        in, other, err, environment, seen, question, configurationFile, given, server);
  }

  /// The same with a screen and somebody to ask.
  public Surroundings on(Screen terminal, Question asked) {
    return new Surroundings(
        in, out, err, environment, terminal, asked, configurationFile, given, server);
  }

  /// The same with other standard input.
  public Surroundings reading(InputStream other) {
    return new Surroundings(
        other, out, err, environment, screen, question, configurationFile, given, server);
  }

  /// The same with what a shell was started with.
  public Surroundings with(Optional<Path> file, Map<Setting<?>, String> settings) {
    return new Surroundings(in, out, err, environment, screen, question, file, settings, server);
  }

  /// Whether talk is seen on a terminal that can move its cursor.
  public boolean talksToTerminal() {
    return Boolean.getBoolean("visiomatic.terminal");
  }

  /// Where bytes of data go; all text printed before stands before them. Not to be closed.
  ///
  /// @param what is to be written, as the beginning of a sentence: `The bytes of a picture`
  /// @throws ConfigurationException when a terminal would show them, or only text is taken
  public OutputStream bytes(String what) {
    if (screen.isTerminal()) {
      throw new ConfigurationException(
          what
              + " are not written to a terminal; name a file with -o, or send them to another program.");
    }
    if (out instanceof DataWriter data) {
      return data.stream();
    }
    throw new ConfigurationException(
        what + " cannot go where only text is taken; name a file with -o.");
  }

  /// Says a sentence to the user, after the name of the program.
  public void say(String sentence) {
    err.println("visiomatic: " + sentence);
  }
}
