package org.visiomatic.shell.repl;

import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;

/// Another program that runs beside the verb.
final class ProgramOutlet implements Outlet {

  private final Process program;
  private final VerbOutput output;
  private final Surroundings surroundings;

  ProgramOutlet(Process program, Surroundings process) {
    this.program = program;
    output = new VerbOutput(program.getOutputStream());
    surroundings = output.in(process);
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  /// A program that has seen enough makes no failure of a verb that had more.
  @Override
  public int end(int code) {
    surroundings.out().close();
    int other = exitValue();
    return code == ExitCode.OK || output.failure().isPresent() ? other : code;
  }

  /// Waits however often the user interrupts: that reaches the program too, and a pager stays.
  private int exitValue() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return program.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    surroundings.out().close();
  }
}
