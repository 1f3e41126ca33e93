package org.visiomatic.shell.repl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.visiomatic.shell.console.Screen.Graphics;
import org.visiomatic.shell.console.Tty;

/// Finds out what pictures a terminal can draw.
///
/// @param environment variables of the process
record GraphicsQuery(Map<String, String> environment, Terminal terminal) {

  /// Asks for the primary attributes of the terminal (DA1), which all answer.
  private static final String ATTRIBUTES = "\033[c";

  private static final String SIXEL_ATTRIBUTE = "4";

  /// Enough for a connection around the world. A terminal that never answers costs this once.
  private static final long PATIENCE_MILLIS = 400;

  private static final int LONGEST_ANSWER = 64;
  private static final int MANY_COLOURS = 256;

  Graphics ask() {
    String type = environment.getOrDefault("TERM", "");
    // What stands between keeps the variables of the terminal, but not its pictures.
    boolean isMultiplexed = type.startsWith("tmux") || type.startsWith("screen");
    boolean isKitty = type.contains("kitty") || environment.containsKey("KITTY_WINDOW_ID");
    if (isKitty && !isMultiplexed) {
      return Graphics.KITTY;
    }
    if (Tty.INPUT.isTerminal() && hasSixels(answer())) {
      return Graphics.SIXEL;
    }
    return hasBlocks() ? Graphics.BLOCKS : Graphics.NONE;
  }

  /// Terminals of 256 colours take those of 24 bits too, or the nearest of theirs. A login over the
  /// network brings their name along, but not `COLORTERM`.
  private boolean hasBlocks() {
    if (!TerminalScreen.hasColours(environment)) {
      return false;
    }
    String depth = environment.getOrDefault("COLORTERM", "");
    Integer colours = terminal.getNumericCapability(Capability.max_colors);
    return depth.equals("truecolor")
        || depth.equals("24bit")
        || (colours != null && colours >= MANY_COLOURS);
  }

  /// Whether an answer such as `ESC [ ? 62 ; 4 ; 22 c` names sixels.
  static boolean hasSixels(String answer) {
    int begin = answer.indexOf('?');
    int end = answer.indexOf('c', begin + 1);
    return begin >= 0
        && end > begin
        && Arrays.asList(answer.substring(begin + 1, end).split(";", -1)).contains(SIXEL_ATTRIBUTE);
  }

  private String answer() {
    Attributes before = terminal.enterRawMode();
    try {
      terminal.writer().print(ATTRIBUTES);
      terminal.writer().flush();
      return read(terminal.reader());
    } catch (IOException e) {
      throw new UncheckedIOException("The terminal does not answer: " + e.getMessage() + ".", e);
    } finally {
      terminal.setAttributes(before);
    }
  }

  private static String read(NonBlockingReader reader) throws IOException {
    StringBuilder answer = new StringBuilder();
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (answer.length() < LONGEST_ANSWER) {
      long left = (end - System.nanoTime()) / 1_000_000;
      int sign = left > 0 ? reader.read(left) : -1;
      if (sign < 0) {
        break;
      }
      answer.append((char) sign);
      if (sign == 'c') {
        break;
      }
    }
    return answer.toString();
  }
}
