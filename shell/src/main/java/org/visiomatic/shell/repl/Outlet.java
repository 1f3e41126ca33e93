package org.visiomatic.shell.repl;

import java.io.IOException;
import org.visiomatic.shell.console.Surroundings;

/// Where the data of one verb goes while it runs.
interface Outlet extends AutoCloseable {

  /// What the verb runs in.
  Surroundings surroundings();

  /// Waits until all data is where it should be.
  ///
  /// @param code that the verb ended with
  /// @return what the whole ended with
  /// @throws IOException when some did not get there; the message is a finished sentence
  int end(int code) throws IOException;

  @Override
  void close() throws IOException;
}
