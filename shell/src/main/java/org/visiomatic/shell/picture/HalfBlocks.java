package org.visiomatic.shell.picture;

import java.io.PrintWriter;
import org.visiomatic.tiler.render.Raster;

/// Two pixels per character: the upper half block in one 24-bit colour on another.
record HalfBlocks() implements Canvas {

  private static final String UPPER_HALF = "▀";
  private static final int NONE = -1;

  @Override
  public int across() {
    return 1;
  }

  @Override
  public int down() {
    return 2;
  }

  @Override
  public double aspect() {
    return 1;
  }

  @Override
  public void draw(Raster raster, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int y = 0; y < raster.height(); y += 2) {
      line.setLength(0);
      int ink = NONE;
      int paper = NONE;
      for (int x = 0; x < raster.width(); x++) {
        int upper = Canvas.colour(raster, x, y);
        if (upper != ink) {
          select(line, 38, upper);
          ink = upper;
        }
        int lower = y + 1 < raster.height() ? Canvas.colour(raster, x, y + 1) : NONE;
        if (lower != paper) {
          select(line, 48, lower);
          paper = lower;
        }
        line.append(UPPER_HALF);
      }
      out.println(line.append("\033[0m"));
    }
  }

  /// Selects a colour, as ISO 8613-6 has it.
  ///
  /// @param what 38 for the ink, 48 for the paper
  private static void select(StringBuilder line, int what, int colour) {
    line.append("\033[").append(what).append(";2;").append(colour >> 16 & 0xff).append(';');
    line.append(colour >> 8 & 0xff).append(';').append(colour & 0xff).append('m');
  }
}
