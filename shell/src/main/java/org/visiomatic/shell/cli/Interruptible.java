package org.visiomatic.shell.cli;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Signals;

/// Runs work that ends cleanly when it is interrupted.
final class Interruptible {

  private Interruptible() {}

  /// What may be interrupted.
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /// Runs it on the calling thread, which a signal interrupts.
  ///
  /// @return the exit code
  static int run(Work work) throws IOException {
    try (Signals signals = Signals.stopping(Thread.currentThread()::interrupt)) {
      try {
        work.run();
        return ExitCode.OK;
      } catch (ClosedByInterruptException | InterruptedException e) {
        // The former leaves the mark of the interruption, which would stop the next verb.
        Thread.interrupted();
        return signals.exitCode().orElse(ExitCode.INTERRUPTED);
      }
    }
  }
}
