package org.visiomatic.shell.console;

import java.io.Console;
import java.util.Optional;

/// Asks the user something.
@FunctionalInterface
public interface Question {

  /// The answer, or nothing where nobody can be asked.
  ///
  /// @param text what to ask, without a line break
  Optional<String> ask(String text);

  /// Asks on the terminal that the program runs in.
  static Question onTerminal() {
    return text ->
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> console.readLine("%s", text));
  }

  /// Where there is nobody to ask.
  static Question toNobody() {
    return text -> Optional.empty();
  }
}
