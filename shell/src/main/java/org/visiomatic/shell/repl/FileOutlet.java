package org.visiomatic.shell.repl;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.visiomatic.shell.console.Surroundings;

/// A file.
final class FileOutlet implements Outlet {

  private final Path path;
  private final VerbOutput output;
  private final Surroundings surroundings;

  FileOutlet(Path path, OutputStream file, Surroundings process) {
    this.path = path;
    output = new VerbOutput(file);
    surroundings = output.in(process);
  }

  @Override
  public Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public int end(int code) throws IOException {
    surroundings.out().close();
    if (output.failure().isPresent()) {
      IOException failure = output.failure().get();
      throw new IOException(
          "Not all could be written to %s: %s.".formatted(path, failure.getMessage()), failure);
    }
    return code;
  }

  @Override
  public void close() {
    surroundings.out().close();
  }
}
