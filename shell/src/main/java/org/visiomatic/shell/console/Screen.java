package org.visiomatic.shell.console;

/// Where the data that a command prints is seen. Asked when something is about to be drawn, as the
/// user may have changed the size of the window since.
public interface Screen {

  /// Whether it is a terminal, rather than a file, a pipe or a dumb terminal: only then may
  /// movements of the cursor be sent.
  boolean isTerminal();

  /// Whether text may be coloured. Users say with the variable `NO_COLOR` that they want none.
  default boolean hasColours() {
    return isTerminal();
  }

  /// Characters per line.
  int columns();

  /// Lines.
  int rows();

  /// What pictures can be drawn with.
  Graphics graphics();

  /// Ways to draw a picture on a terminal.
  enum Graphics {
    /// Letters alone.
    NONE,
    /// Two pixels per character: the upper half block in 24-bit colours.
    BLOCKS,
    /// Sixels, as DEC terminals of the 340 series have them.
    SIXEL,
    /// The graphics protocol of the terminal kitty.
    KITTY
  }

  /// No terminal: 80 characters per line.
  static Screen none() {
    return new Screen() {
      @Override
      public boolean isTerminal() {
        return false;
      }

      @Override
      public int columns() {
        return 80;
      }

      @Override
      public int rows() {
        return 24;
      }

      @Override
      public Graphics graphics() {
        return Graphics.NONE;
      }
    };
  }
}
