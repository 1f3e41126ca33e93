package org.visiomatic.shell.repl;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/// Lines from a file or another program.
///
/// @param lines where they come from
record Script(BufferedReader lines) {

  /// The next line, together with those that it continues on; empty at the end.
  Optional<String> next() throws IOException {
    StringBuilder whole = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      whole.append(line);
      if (isWhole(whole.toString())) {
        return Optional.of(whole.toString());
      }
      whole.append('\n');
    }
    return whole.isEmpty() ? Optional.empty() : Optional.of(whole.substring(0, whole.length() - 1));
  }

  private static boolean isWhole(String text) {
    try {
      return Scanner.scan(text).isWhole();
    } catch (SyntaxException _) {
      // No other line makes it right; whoever runs it says why.
      return true;
    }
  }
}
