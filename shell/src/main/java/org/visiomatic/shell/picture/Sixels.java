package org.visiomatic.shell.picture;

import java.io.PrintWriter;
import java.util.BitSet;
import org.visiomatic.tiler.render.Raster;

/// Sixels, as the DEC VT340 draws them: columns of six pixels, a pass over each band for each of
/// its colours.
///
/// Greys are as exact as the percentages that define colours; colours come from a cube of 6 × 7 × 6
/// through ordered dithering (Bayer, "An optimum method for two-level rendition of continuous-tone
/// pictures", 1973), so that equal pictures give equal bytes.
record Sixels() implements Canvas {

  /// Terminals tell the size of their characters only when they are asked; few are smaller.
  static final int CELL_WIDTH = 8;

  static final int CELL_HEIGHT = 16;

  private static final int BAND = 6;
  private static final int GREYS = 101;
  private static final int REDS = 6;
  private static final int GREENS = 7;
  private static final int BLUES = 6;
  private static final int LONGEST_PLAIN_RUN = 3;

  /// Thresholds from 0 to 63.
  private static final int[] BAYER = {
    0, 32, 8, 40, 2, 34, 10, 42, 48, 16, 56, 24, 50, 18, 58, 26, 12, 44, 4, 36, 14, 46, 6, 38, 60,
    28, 52, 20, 62, 30, 54, 22, 3, 35, 11, 43, 1, 33, 9, 41, 51, 19, 59, 27, 49, 17, 57, 25, 15, 47,
    7, 39, 13, 45, 5, 37, 63, 31, 55, 23, 61, 29, 53, 21
  };

  @Override
  public int across() {
    return CELL_WIDTH;
  }

  @Override
  public int down() {
    return CELL_HEIGHT;
  }

  @Override
  public double aspect() {
    return 1;
  }

  @Override
  public void draw(Raster raster, PrintWriter out) {
    int width = raster.width();
    int height = raster.height();
    boolean grey = raster.components() == 1;
    short[] registers = registers(raster, grey);
    StringBuilder text = new StringBuilder(1 << 16);
    // Pixels that nobody draws stay as they are; square pixels; the size.
    text.append("\033P0;1;0q\"1;1;").append(width).append(';').append(height);
    used(registers, 0, registers.length).stream().forEach(register -> define(text, register, grey));
    for (int top = 0; top < height; top += BAND) {
      int rows = Math.min(BAND, height - top);
      BitSet colours = used(registers, top * width, (top + rows) * width);
      for (int register = colours.nextSetBit(0); register >= 0; ) {
        text.append('#').append(register);
        pass(text, registers, width, top, rows, register);
        register = colours.nextSetBit(register + 1);
        text.append(register >= 0 ? "$" : "");
      }
      text.append('-');
      out.print(text);
      text.setLength(0);
    }
    out.println("\033\\");
  }

  private static short[] registers(Raster raster, boolean grey) {
    short[] registers = new short[raster.width() * raster.height()];
    for (int i = 0; i < registers.length; i++) {
      int x = i % raster.width();
      int y = i / raster.width();
      int colour = Canvas.colour(raster, x, y);
      registers[i] =
          (short) (grey ? Math.round((colour & 0xff) * 100 / 255.0) : inCube(colour, x, y));
    }
    return registers;
  }

  private static int inCube(int colour, int x, int y) {
    int threshold = BAYER[(y & 7) * 8 + (x & 7)];
    int red = step(colour >> 16 & 0xff, REDS, threshold);
    int green = step(colour >> 8 & 0xff, GREENS, threshold);
    int blue = step(colour & 0xff, BLUES, threshold);
    return (red * GREENS + green) * BLUES + blue;
  }

  /// The step below or above a level, the more often above the nearer it is.
  private static int step(int level, int steps, int threshold) {
    return (level * (steps - 1) * 64 + (threshold * 255 + 127)) / (255 * 64);
  }

  private static BitSet used(short[] registers, int from, int to) {
    BitSet used = new BitSet(Math.max(GREYS, REDS * GREENS * BLUES));
    for (int i = from; i < to; i++) {
      used.set(registers[i]);
    }
    return used;
  }

  private static void define(StringBuilder text, int register, boolean grey) {
    text.append('#').append(register).append(";2;");
    if (grey) {
      text.append(register).append(';').append(register).append(';').append(register);
      return;
    }
    text.append(percent(register / (GREENS * BLUES), REDS)).append(';');
    text.append(percent(register / BLUES % GREENS, GREENS)).append(';');
    text.append(percent(register % BLUES, BLUES));
  }

  private static int percent(int step, int steps) {
    return (int) Math.round(100.0 * step / (steps - 1));
  }

  private static void pass(
      StringBuilder text, short[] registers, int width, int top, int rows, int register) {
    char run = 0;
    int length = 0;
    for (int x = 0; x < width; x++) {
      int bits = 0;
      for (int row = 0; row < rows; row++) {
        bits |= registers[(top + row) * width + x] == register ? 1 << row : 0;
      }
      char sixel = (char) ('?' + bits);
      if (sixel != run) {
        append(text, run, length);
        run = sixel;
        length = 0;
      }
      length++;
    }
    // Nothing need be said of pixels at the end that have other colours.
    append(text, run, run == '?' ? 0 : length);
  }

  private static void append(StringBuilder text, char sixel, int count) {
    if (count > LONGEST_PLAIN_RUN) {
      text.append('!').append(count).append(sixel);
    } else {
      text.repeat(sixel, count);
    }
  }
}
