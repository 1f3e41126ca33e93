package org.visiomatic.shell.console;

import java.io.Console;
import java.util.Optional;

/// The standard streams, each of which may be a terminal. The launcher says so, as the JVM knows
/// only of all together, and is slow to find out.
public enum Tty {
  INPUT("visiomatic.terminal.input"),
  OUTPUT("visiomatic.terminal.output");

  private final String property;

  Tty(String property) {
    this.property = property;
  }

  /// Whether it is a terminal.
  public boolean isTerminal() {
    if (System.getProperty(property) != null) {
      return Boolean.getBoolean(property);
    }
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
