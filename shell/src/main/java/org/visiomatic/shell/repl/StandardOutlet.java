package org.visiomatic.shell.repl;

import org.visiomatic.shell.console.Surroundings;

/// Standard output.
record StandardOutlet(Surroundings surroundings) implements Outlet {

  @Override
  public int end(int code) {
    return code;
  }

  @Override
  public void close() {
    // Others go on using it.
  }
}
