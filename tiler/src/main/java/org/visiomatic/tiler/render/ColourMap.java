package org.visiomatic.tiler.render;

import java.util.function.IntUnaryOperator;

/// Tables from grey to colour.
///
/// The coloured ones are the classic maps of image processing, as OpenCV has them: the same to the
/// byte except for a few levels that fall midway between two bytes.
public enum ColourMap {
  GREY(level -> level, level -> level, level -> level),

  /// Dark blue over cyan, green and yellow to dark red, in steps of 4.
  JET(
      level -> level < 160 ? 4 * level - 382 : 1148 - 4 * level,
      level -> level < 160 ? 4 * level - 128 : 892 - 4 * level,
      level -> level < 96 ? 4 * level + 128 : 638 - 4 * level),

  /// Cyan to magenta.
  COOL(level -> level, level -> 255 - level, level -> 255),

  /// The older name of [#COOL].
  COLD(level -> level, level -> 255 - level, level -> 255),

  /// Black over red and yellow to white: 5/2·x, 5/2·x − 1, 5·x − 4.
  HOT(level -> hot(level, 2.5, 0), level -> hot(level, 2.5, -1), level -> hot(level, 5, -4));

  @SuppressWarnings("ImmutableEnumChecker") // written by the constructor only
  private final int[] colours = new int[256];

  ColourMap(IntUnaryOperator red, IntUnaryOperator green, IntUnaryOperator blue) {
    for (int level = 0; level < 256; level++) {
      colours[level] =
          byteOf(red.applyAsInt(level))
              | byteOf(green.applyAsInt(level)) << 8
              | byteOf(blue.applyAsInt(level)) << 16;
    }
  }

  /// 256 colours, 0xBBGGRR. Not to be written to.
  int[] colours() {
    return colours;
  }

  private static int byteOf(int value) {
    return Math.clamp(value, 0, 255);
  }

  /// The ramp slope·x + start, drawn through 64 knots as the original is: that rounds its corners.
  private static int hot(int level, double slope, double start) {
    double position = level * 63 / 255.0;
    int knot = Math.min((int) position, 62);
    double left = Math.clamp(slope * knot / 63 + start, 0.0, 1.0);
    double right = Math.clamp(slope * (knot + 1) / 63 + start, 0.0, 1.0);
    double value = 255 * (left + (right - left) * (position - knot));
    // Many values are halves; a small nudge keeps rounding errors from choosing their side.
    return (int) Math.rint(Math.rint(value * 1e6) / 1e6);
  }
}
