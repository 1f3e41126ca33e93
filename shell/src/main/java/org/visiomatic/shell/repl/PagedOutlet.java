package org.visiomatic.shell.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;

/// Pages of this program's own, where no pager is installed. The data is kept in a file meanwhile,
/// as it may be more than fits into memory.
final class PagedOutlet implements Outlet {

  private final Terminal terminal;
  private final Path text;
  private final FileOutlet file;

  PagedOutlet(TerminalScreen screen, Surroundings process) throws IOException {
    terminal = screen.terminal();
    text = Files.createTempFile("visiomatic", ".txt");
    file = new FileOutlet(text, Files.newOutputStream(text), process);
  }

  @Override
  public Surroundings surroundings() {
    return file.surroundings();
  }

  @Override
  public int end(int code) throws IOException {
    int ended = file.end(code);
    try {
      Less less = new Less(terminal, text.getParent());
      less.quitIfOneScreen = true;
      less.run(new Source.PathSource(text, "data"));
      return ended;
    } catch (InterruptedException e) {
      return ExitCode.INTERRUPTED;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(text);
  }
}
