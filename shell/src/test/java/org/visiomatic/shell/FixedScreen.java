package org.visiomatic.shell;

import org.visiomatic.shell.console.Screen;

/// A terminal that never changes.
record FixedScreen(int columns, int rows, Graphics graphics) implements Screen {

  @Override
  public boolean isTerminal() {
    return true;
  }
}
