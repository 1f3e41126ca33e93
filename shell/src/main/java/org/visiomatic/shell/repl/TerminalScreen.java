package org.visiomatic.shell.repl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.console.Screen;
import org.visiomatic.shell.console.Tty;

/// The terminal of the process. It is opened when somebody wants to know more of it than that it is
/// there, as that takes a while.
public final class TerminalScreen implements Screen {

  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;

  /// What only a real terminal needs.
  private static final List<String> OPENED =
      List.of(
          "org.jline.terminal.impl.AbstractUnixSysTerminal",
          "org.jline.terminal.impl.jni.JniUnixSysTerminal",
          "org.jline.terminal.impl.jni.JniNativePty",
          "org.jline.terminal.impl.LinuxTermiosMapping",
          "org.jline.terminal.impl.SignalInterceptingInputStream",
          "org.jline.nativ.CLibrary",
          "org.jline.nativ.CLibrary$Termios",
          "org.jline.nativ.CLibrary$WinSize");

  private final Map<String, String> environment;
  private @Nullable Terminal terminal;
  private @Nullable Graphics graphics;

  private TerminalScreen(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Where the process prints to.
  public static Screen ofProcess(Map<String, String> environment) {
    return isDumb(environment) || !Tty.OUTPUT.isTerminal()
        ? Screen.none()
        : new TerminalScreen(environment);
  }

  /// Loads what a terminal needs, also where there is none.
  public static void load() throws IOException {
    open().close();
    try {
      for (String name : OPENED) {
        Class<?> _ = Class.forName(name);
      }
    } catch (ClassNotFoundException e) {
      throw new IOException("The library for terminals is incomplete: " + e.getMessage() + ".", e);
    }
  }

  /// A terminal that is played: what is typed on it is known before, and nobody looks at it.
  public static Screen played(String typed) throws IOException {
    TerminalScreen screen = new TerminalScreen(Map.of());
    screen.terminal =
        new ExternalTerminal(
            "played",
            "xterm-256color",
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(),
            StandardCharsets.UTF_8);
    return screen;
  }

  private static boolean isDumb(Map<String, String> environment) {
    return environment.getOrDefault("TERM", Terminal.TYPE_DUMB).equals(Terminal.TYPE_DUMB);
  }

  /// Opens the terminal of the process, whatever it is able to.
  static Terminal open() throws IOException {
    Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            // The quickest first; the other needs no library that has to be unpacked.
            .providers("jni,exec")
            // Would be made ready all the same, which takes longer than all the rest.
            .ffm(false)
            .dumb(true)
            .encoding(StandardCharsets.UTF_8)
            // As all that verbs print, whatever the locale says.
            .stdinEncoding(StandardCharsets.UTF_8)
            .stdoutEncoding(StandardCharsets.UTF_8)
            // They belong to the verb that runs, see Signals.
            .nativeSignals(false)
            .signalHandler(Terminal.SignalHandler.SIG_IGN)
            // Would ask the terminal and wait for its answer.
            .graphemeCluster(false)
            .build();
    if (terminal.getColumns() <= 0 && !terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      // Nobody has told it how large it is, and no line would fit.
      terminal.setSize(Size.of(USUAL_COLUMNS, USUAL_ROWS));
    }
    return terminal;
  }

  /// The terminal, which stays open as long as the process.
  synchronized Terminal terminal() {
    if (terminal == null) {
      try {
        terminal = open();
      } catch (IOException e) {
        throw new UncheckedIOException("The terminal cannot be opened: " + e.getMessage() + ".", e);
      }
    }
    return terminal;
  }

  @Override
  public boolean isTerminal() {
    return true;
  }

  @Override
  public boolean hasColours() {
    return hasColours(environment);
  }

  /// Whether the user has nothing against colours.
  static boolean hasColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  @Override
  public int columns() {
    int columns = terminal().getColumns();
    return columns > 0 ? columns : USUAL_COLUMNS;
  }

  @Override
  public int rows() {
    int rows = terminal().getRows();
    return rows > 0 ? rows : USUAL_ROWS;
  }

  @Override
  public synchronized Graphics graphics() {
    if (graphics == null) {
      graphics = new GraphicsQuery(environment, terminal()).ask();
    }
    return graphics;
  }
}
