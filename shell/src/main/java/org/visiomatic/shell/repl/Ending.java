package org.visiomatic.shell.repl;

/// Whether the shell is to end. Set by a verb, or by a signal.
public final class Ending {

  private volatile boolean due;

  /// Whether no other verb is to be run.
  public boolean isDue() {
    return due;
  }

  /// Lets no other verb be run.
  public void demand() {
    due = true;
  }
}
