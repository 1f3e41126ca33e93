package org.visiomatic.tiler.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The inner loops of the renderer.
///
/// Each is a loop over arrays with a body that the just-in-time compiler turns into vector
/// instructions, and each pixel costs the same whatever its value: sky noise straddles the black
/// level, and a branch there would be guessed wrong every other time. What makes that possible:
///
/// - Clamping from below is v + |v|, which is 2v or 0. `Math.max` of floats would do, but the
///   language makes it order signed zeros, which costs more than everything else in the loop.
/// - Clamping from above is done on integers. The conversion from float to int saturates, so that
///   +∞ arrives as the largest int; and it turns NaN into 0, so that NaN is black without a test
///   for it. −∞ becomes NaN (−∞ + ∞) and thus black as well.
/// - Black is not what NaN should be when the brightness is not 0; then a first pass, cheaper than
///   care for every pixel, finds the rare blocks that need it. Where channels are mixed the sums
///   tell, and the pixels concerned are mixed again.
/// - The table look-up cannot be vectorised by the compiler; it is a loop of its own, so that it
///   does not keep the arithmetic from being so. Bytes are stored four at a time.
/// - The loops stay methods of their own: the compiler, which is free to make them part of whoever
///   calls them, leaves some of them without vector instructions when that is large, in one start
///   of a server out of three, and a colour tile then takes half as long again. The launcher
///   forbids it for all methods of this class.
final class ToneKernel {

  private static final VarHandle FOUR_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /// What a channel adds at most where sums are wild; with all channels that there may be, still
  /// far from overflow.
  private static final float FAR = 1e30f;

  private ToneKernel() {}

  /// The steps of a grey table for the scaled values of `x[from]` and its successors.
  ///
  /// @param roots square roots that the table wants taken, 0 to 2
  static void steps(float[] x, int from, int count, Scale scale, int roots, int[] steps) {
    switch (roots) {
      case 0 -> stepsOfValue(x, from, count, scale.low(), scale.factor(), scale.offset(), steps);
      case 1 -> stepsOfRoot(x, from, count, scale.low(), scale.factor(), scale.offset(), steps);
      default ->
          stepsOfFourthRoot(x, from, count, scale.low(), scale.factor(), scale.offset(), steps);
    }
  }

  private static void stepsOfValue(
      float[] x, int from, int count, float low, float factor, float offset, int[] steps) {
    final float scale = (float) GreyTable.STEPS;
    for (int i = 0; i < count; i++) {
      float v = (x[from + i] - low) * factor + offset;
      steps[i] = Math.max(0, Math.min((int) (v * scale), GreyTable.TOP));
    }
  }

  private static void stepsOfRoot(
      float[] x, int from, int count, float low, float factor, float offset, int[] steps) {
    // Undoes the factor 2 of v + |v|.
    final float scale = (float) (GreyTable.STEPS / Math.sqrt(2));
    for (int i = 0; i < count; i++) {
      float v = (x[from + i] - low) * factor + offset;
      v += Math.abs(v);
      steps[i] = Math.min((int) ((float) Math.sqrt(v) * scale), GreyTable.TOP);
    }
  }

  private static void stepsOfFourthRoot(
      float[] x, int from, int count, float low, float factor, float offset, int[] steps) {
    final float scale = (float) (GreyTable.STEPS / Math.sqrt(Math.sqrt(2)));
    for (int i = 0; i < count; i++) {
      float v = (x[from + i] - low) * factor + offset;
      v += Math.abs(v);
      steps[i] = Math.min((int) ((float) Math.sqrt((float) Math.sqrt(v)) * scale), GreyTable.TOP);
    }
  }

  /// Looks levels up, one byte per pixel.
  static void grey(int[] steps, int from, int count, byte[] levels, byte[] target, int at) {
    int i = 0;
    for (; i < count - 3; i += 4) {
      int four =
          (levels[steps[from + i]] & 0xff)
              | (levels[steps[from + i + 1]] & 0xff) << 8
              | (levels[steps[from + i + 2]] & 0xff) << 16
              | levels[steps[from + i + 3]] << 24;
      FOUR_BYTES.set(target, at + i, four);
    }
    for (; i < count; i++) {
      target[at + i] = levels[steps[from + i]];
    }
  }

  /// Replaces steps by the colours that a map gives to their levels, 0xBBGGRR.
  static void map(int[] steps, int count, byte[] levels, int[] colours) {
    for (int i = 0; i < count; i++) {
      steps[i] = colours[levels[steps[i]] & 0xff];
    }
  }

  /// Looks the levels of three planes up and writes them pixel by pixel, three bytes each.
  static void interleave(
      int[] red,
      int[] green,
      int[] blue,
      int from,
      int count,
      byte[] levels,
      byte[] target,
      int at) {
    int i = from;
    int t = at;
    for (int end = from + count - 3; i < end; i += 4, t += 12) {
      int first =
          (levels[red[i]] & 0xff)
              | (levels[green[i]] & 0xff) << 8
              | (levels[blue[i]] & 0xff) << 16
              | levels[red[i + 1]] << 24;
      int second =
          (levels[green[i + 1]] & 0xff)
              | (levels[blue[i + 1]] & 0xff) << 8
              | (levels[red[i + 2]] & 0xff) << 16
              | levels[green[i + 2]] << 24;
      int third =
          (levels[blue[i + 2]] & 0xff)
              | (levels[red[i + 3]] & 0xff) << 8
              | (levels[green[i + 3]] & 0xff) << 16
              | levels[blue[i + 3]] << 24;
      FOUR_BYTES.set(target, t, first);
      FOUR_BYTES.set(target, t + 4, second);
      FOUR_BYTES.set(target, t + 8, third);
    }
    for (int end = from + count; i < end; i++, t += 3) {
      target[t] = levels[red[i]];
      target[t + 1] = levels[green[i]];
      target[t + 2] = levels[blue[i]];
    }
  }

  /// Writes colours, 0xBBGGRR, three bytes per pixel; four pixels fill three ints.
  static void pack(int[] colours, int from, int count, byte[] target, int at) {
    int i = 0;
    for (; i < count - 3; i += 4) {
      int first = colours[from + i];
      int second = colours[from + i + 1];
      int third = colours[from + i + 2];
      int fourth = colours[from + i + 3];
      int t = at + 3 * i;
      FOUR_BYTES.set(target, t, first | second << 24);
      FOUR_BYTES.set(target, t + 4, second >>> 8 | third << 16);
      FOUR_BYTES.set(target, t + 8, third >>> 16 | fourth << 8);
    }
    for (; i < count; i++) {
      int t = at + 3 * i;
      target[t] = (byte) colours[from + i];
      target[t + 1] = (byte) (colours[from + i] >> 8);
      target[t + 2] = (byte) (colours[from + i] >> 16);
    }
  }

  /// Adds a channel to the three planes: to each its gain × (x − low).
  ///
  /// @param gains of red, green and blue
  /// @return whether all sums are tame by now: numbers, and smaller than [Sums#WILD] together. A
  ///   sum that is not never becomes so again unless it is finite
  static boolean mix(float[] x, int count, float low, float[] gains, float[][] planes) {
    return mixOne(x, count, low, gains[0], gains[1], gains[2], planes[0], planes[1], planes[2]);
  }

  /// As [#mix(float[], int, float, float[], float[][])], of two channels: the planes, which are
  /// most of what has to be moved, are gone through once.
  static boolean mix(
      float[] x,
      float[] y,
      int count,
      float xLow,
      float yLow,
      float[] xGains,
      float[] yGains,
      float[][] planes) {
    return mixTwo(
        x, y, count, xLow, yLow, xGains[0], xGains[1], xGains[2], yGains[0], yGains[1], yGains[2],
        planes[0], planes[1], planes[2]);
  }

  private static boolean mixOne(
      float[] x,
      int count,
      float low,
      float redGain,
      float greenGain,
      float blueGain,
      float[] red,
      float[] green,
      float[] blue) {
    int wild = 0;
    for (int i = 0; i < count; i++) {
      float v = x[i] - low;
      float r = red[i] + redGain * v;
      float g = green[i] + greenGain * v;
      float b = blue[i] + blueGain * v;
      red[i] = r;
      green[i] = g;
      blue[i] = b;
      wild |= Sums.wild(r, g, b);
    }
    return wild == 0;
  }

  private static boolean mixTwo(
      float[] x,
      float[] y,
      int count,
      float xLow,
      float yLow,
      float xRed,
      float xGreen,
      float xBlue,
      float yRed,
      float yGreen,
      float yBlue,
      float[] red,
      float[] green,
      float[] blue) {
    int wild = 0;
    for (int i = 0; i < count; i++) {
      float v = x[i] - xLow;
      float w = y[i] - yLow;
      float r = red[i] + xRed * v + yRed * w;
      float g = green[i] + xGreen * v + yGreen * w;
      float b = blue[i] + xBlue * v + yBlue * w;
      red[i] = r;
      green[i] = g;
      blue[i] = b;
      wild |= Sums.wild(r, g, b);
    }
    return wild == 0;
  }

  /// Finds the pixels whose sums are not tame, and sets these to what they began with.
  ///
  /// @param start of red, green and blue
  /// @param marks 1 for such a pixel, else 0
  static void markWild(float[][] planes, int count, float[] start, int[] marks) {
    float[] red = planes[0];
    float[] green = planes[1];
    float[] blue = planes[2];
    for (int i = 0; i < count; i++) {
      marks[i] = Sums.wild(red[i], green[i], blue[i]) == 0 ? 0 : 1;
      if (marks[i] == 1) {
        red[i] = start[0];
        green[i] = start[1];
        blue[i] = start[2];
      }
    }
  }

  /// Adds a channel to the sums of marked pixels, with NaN as low and with what it adds held within
  /// ±[#FAR], so that no infinity meets its opposite or a gain of 0.
  static void mixMarked(
      float[] x, int count, float low, float[] gains, float[][] planes, int[] marks) {
    for (int i = 0; i < count; i++) {
      if (marks[i] == 1) {
        float v = Float.isNaN(x[i]) ? 0 : Math.clamp(x[i] - low, -Float.MAX_VALUE, Float.MAX_VALUE);
        for (int c = 0; c < planes.length; c++) {
          planes[c][i] += Math.clamp(gains[c] * v, -FAR, FAR);
        }
      }
    }
  }

  /// Whether there is neither NaN nor infinity.
  static boolean allFinite(float[] x, int count) {
    int finite = 1;
    for (int i = 0; i < count; i++) {
      // 0·x is 0, or NaN when x is not finite; NaN + 1 converts to 0.
      finite &= (int) (0 * x[i] + 1f);
    }
    return finite == 1;
  }

  /// Puts a value in the place of every NaN.
  static void replaceNaN(float[] x, int count, float value) {
    for (int i = 0; i < count; i++) {
      if (Float.isNaN(x[i])) {
        x[i] = value;
      }
    }
  }

  /// Red, green and blue of a pixel; apart, as it has to become part of the loops.
  private static final class Sums {

    /// Sums of channels that are far from white and from overflow, whatever is added to them.
    static final float WILD = 1e30f;

    private static final float TAME = 1 / WILD;

    private Sums() {}

    /// 0 when the sums of a pixel are tame, else another number: tame ones become a number from 1
    /// to 2, thus the integer 1; NaN becomes 0.
    static int wild(float red, float green, float blue) {
      return (int) ((Math.abs(red) + Math.abs(green) + Math.abs(blue)) * TAME + 1f) ^ 1;
    }
  }
}
