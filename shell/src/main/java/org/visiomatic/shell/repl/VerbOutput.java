package org.visiomatic.shell.repl;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.console.DataWriter;
import org.visiomatic.shell.console.Screen;
import org.visiomatic.shell.console.Surroundings;

/// A stream that a verb prints to. The verb is interrupted when it can take no more, as print
/// writers tell nobody.
final class VerbOutput extends FilterOutputStream {

  private final Thread verb = Thread.currentThread();
  private volatile @Nullable IOException failure;

  VerbOutput(OutputStream target) {
    super(target);
  }

  /// What a verb runs in that prints here.
  Surroundings in(Surroundings surroundings) {
    return surroundings.printingTo(new DataWriter(this), Screen.none());
  }

  /// Why it took no more, if it did not take all.
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    try {
      out.write(bytes, offset, count);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private IOException failed(IOException cause) {
    if (failure == null) {
      failure = cause;
      verb.interrupt();
    }
    return cause;
  }
}
