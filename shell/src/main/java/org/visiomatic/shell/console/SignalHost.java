package org.visiomatic.shell.console;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/// Who runs commands one after the other in this process, and wants to know which signals ended
/// them.
///
/// @param isPrompt whether it asks for commands, so that no number of interruptions ends the
///   process
/// @param told is told the number of each signal by a thread of the JVM
public record SignalHost(boolean isPrompt, IntConsumer told) {

  /// What the terminal sends at `^C`.
  public static final int INTERRUPTION = 2;

  private static final ScopedValue<SignalHost> CURRENT = ScopedValue.newInstance();

  /// The one that runs the command of this thread.
  static Optional<SignalHost> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /// Runs a command.
  ///
  /// @return its exit code
  public int run(IntSupplier command) {
    return ScopedValue.where(CURRENT, this).call(command::getAsInt);
  }

  /// Whether a signal that comes again is to end the process at once.
  boolean isEndedBy(int number) {
    return !isPrompt || number != INTERRUPTION;
  }
}
