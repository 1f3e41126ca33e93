package org.visiomatic.shell.repl;

import java.io.IOException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.SignalHost;
import org.visiomatic.shell.console.Signals;
import org.visiomatic.shell.console.Surroundings;

/// Runs lines, verb after verb.
final class Interpreter {

  private static final int SIGNALLED = 128;

  private final VerbRunner verbs;
  private final Surroundings surroundings;
  private final Ending ending;
  private final boolean isPrompt;
  private final boolean stopsAtFailure;
  private final Outlets outlets;
  private int status = ExitCode.OK;

  /// @param ending set by verbs that end the shell, and by what ends it here
  /// @param isPrompt whether an interruption ends a verb only, and not all that follow
  /// @param stopsAtFailure whether no verb is run after one that failed
  Interpreter(
      VerbRunner verbs,
      Surroundings surroundings,
      Ending ending,
      boolean isPrompt,
      boolean stopsAtFailure) {
    this.verbs = verbs;
    this.surroundings = surroundings;
    this.ending = ending;
    this.isPrompt = isPrompt;
    this.stopsAtFailure = stopsAtFailure;
    outlets = new Outlets(surroundings);
  }

  /// The exit code of the last verb that failed; 0 when none did.
  int status() {
    return status;
  }

  /// Runs the verbs of a line, or none when it cannot be read.
  ///
  /// @param line may have several lines
  void run(String line) {
    try {
      for (Step step : Step.of(Scanner.scan(line))) {
        ended(run(step));
        if (ending.isDue()) {
          return;
        }
      }
    } catch (SyntaxException e) {
      surroundings.say(String.valueOf(e.getMessage()));
      ended(ExitCode.USAGE);
    }
  }

  private void ended(int code) {
    surroundings.out().flush();
    surroundings.err().flush();
    if (code == ExitCode.OK) {
      return;
    }
    status = code;
    if (stopsAtFailure) {
      ending.demand();
    }
  }

  private int run(Step step) {
    LastSignal signal = new LastSignal();
    Thread thread = Thread.currentThread();
    int code =
        new SignalHost(isPrompt, signal::set)
            .run(
                () -> {
                  try (Signals _ = Signals.stopping(thread::interrupt)) {
                    return redirected(step);
                  }
                });
    // It was meant for the verb, which has ended.
    boolean _ = Thread.interrupted();
    if (signal.number == 0 || (isPrompt && signal.number == SignalHost.INTERRUPTION)) {
      return code;
    }
    ending.demand();
    return SIGNALLED + signal.number;
  }

  private int redirected(Step step) {
    try (Outlet outlet = outlets.open(step.destination())) {
      return outlet.end(verbs.run(step.words(), outlet.surroundings()));
    } catch (IOException e) {
      surroundings.say(String.valueOf(e.getMessage()));
      return ExitCode.FAILED;
    }
  }

  /// The signal that came last.
  private static final class LastSignal {
    private volatile int number;

    void set(int other) {
      number = other;
    }
  }
}
