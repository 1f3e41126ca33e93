package org.visiomatic.shell.console;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// A writer of text in UTF-8 that takes bytes as well, for commands whose data are pictures.
public final class DataWriter extends PrintWriter {

  private final OutputStream stream;

  /// @param stream where everything goes
  public DataWriter(OutputStream stream) {
    super(stream, true, StandardCharsets.UTF_8);
    this.stream = stream;
  }

  /// Where bytes go; all text written before stands before them.
  public OutputStream stream() {
    flush();
    return stream;
  }
}
