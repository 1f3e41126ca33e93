package org.visiomatic.tiler.pyramid;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;

/// Samples of 8 or 16 bits: stored number = (value − offset) / scale, rounded; one number may stand
/// for "no value".
final class IntegerCodec extends SampleCodec {

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// What no stored number equals: "this format has no fill".
  private static final int NO_FILL = Integer.MIN_VALUE;

  private final SampleFormat format;
  private final double scale;
  private final double offset;
  private final int fill;
  private final int least;
  private final int most;

  /// Whether numbers are their own values, all of them.
  private final boolean isPlain;

  IntegerCodec(SampleFormat format) {
    this.format = format;
    scale = format.scale();
    offset = format.offset();
    fill = format.fill().orElse(NO_FILL);
    least = format.type() == SampleFormat.Type.INT16 ? Short.MIN_VALUE : 0;
    most =
        switch (format.type()) {
          case UINT8 -> 0xff;
          case INT16 -> Short.MAX_VALUE;
          case UINT16 -> 0xffff;
          case FLOAT32 -> throw new IllegalArgumentException("Floats are not stored as integers.");
        };
    isPlain = scale == 1 && offset == 0 && fill == NO_FILL;
    boolean fits = fill == NO_FILL || (fill >= least && fill <= most);
    if (!fits || scale == 0 || !Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "The sample format %s cannot be used: its fill must fit the type, its scale must not be 0, and both scale and offset must be finite."
              .formatted(format));
    }
  }

  @Override
  boolean encode(
      float[] pixels,
      int from,
      int stride,
      int width,
      int height,
      MemorySegment tile,
      int rowBytes) {
    int[] row = new int[width];
    byte[] bytes = new byte[format.type() == SampleFormat.Type.UINT8 ? width : 0];
    short[] shorts = new short[width - bytes.length];
    int missing = 0;
    for (int j = 0; j < height; j++) {
      if (!isPlain || !convert(pixels, from + j * stride, width, row)) {
        missing += quantise(pixels, from + j * stride, width, row);
      }
      long start = (long) j * rowBytes;
      if (shorts.length == 0) {
        narrow(row, bytes);
        MemorySegment.copy(bytes, 0, tile, ValueLayout.JAVA_BYTE, start, width);
      } else {
        narrow(row, shorts);
        MemorySegment.copy(shorts, 0, tile, SHORT, start, width);
      }
    }
    return missing < width * height;
  }

  /// Turns a row of integers into themselves, which is what most rows of plain formats are.
  ///
  /// @return false when there is anything else in it
  private boolean convert(float[] pixels, int from, int width, int[] row) {
    boolean kept = true;
    int lowest = least;
    int highest = most;
    for (int i = 0; i < width; i++) {
      float value = pixels[from + i];
      int number = (int) value;
      row[i] = number;
      kept &= number == value && number >= lowest && number <= highest;
    }
    return kept;
  }

  /// Turns a row into stored numbers and counts those that stand for "no value".
  private int quantise(float[] pixels, int from, int width, int[] row) {
    int missing = 0;
    boolean kept = true;
    double perUnit = 1 / scale;
    for (int i = 0; i < width; i++) {
      float value = pixels[from + i];
      if (Float.isNaN(value)) {
        row[i] = fill;
        missing++;
      } else {
        int number = (int) Math.rint((value - offset) * perUnit);
        kept &= number >= least && number <= most && number != fill;
        row[i] = number;
      }
    }
    if (!kept || (missing > 0 && fill == NO_FILL)) {
      throw new IllegalArgumentException(unkept(pixels, from, width));
    }
    return missing;
  }

  private String unkept(float[] pixels, int from, int width) {
    for (int i = from; i < from + width; i++) {
      double number = Math.rint((pixels[i] - offset) / scale);
      boolean missing = Float.isNaN(pixels[i]);
      if (missing ? fill == NO_FILL : number < least || number > most || number == fill) {
        return String.format(
            Locale.ROOT,
            "The value %s cannot be kept in the sample format %s; store the image as floats.",
            pixels[i],
            format);
      }
    }
    return "A value cannot be kept in the sample format %s.".formatted(format);
  }

  private static void narrow(int[] row, byte[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (byte) row[i];
    }
  }

  private static void narrow(int[] row, short[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (short) row[i];
    }
  }

  @Override
  void fill(MemorySegment numbers) {
    int number = format.fill().orElse(0);
    if (format.type() == SampleFormat.Type.UINT8) {
      numbers.fill((byte) number);
      return;
    }
    for (long at = 0; at < numbers.byteSize(); at += Short.BYTES) {
      numbers.set(SHORT, at, (short) number);
    }
  }

  @Override
  void decode(
      MemorySegment tile,
      long start,
      int rowBytes,
      int width,
      int height,
      float[] target,
      int to,
      int stride) {
    byte[] bytes = new byte[format.type() == SampleFormat.Type.UINT8 ? width : 0];
    short[] shorts = new short[width - bytes.length];
    for (int j = 0; j < height; j++) {
      long row = start + (long) j * rowBytes;
      if (shorts.length == 0) {
        MemorySegment.copy(tile, ValueLayout.JAVA_BYTE, row, bytes, 0, width);
        expand(bytes, target, to + j * stride);
      } else {
        MemorySegment.copy(tile, SHORT, row, shorts, 0, width);
        expand(shorts, target, to + j * stride);
      }
    }
  }

  private void expand(byte[] numbers, float[] target, int to) {
    for (int i = 0; i < numbers.length; i++) {
      int number = numbers[i] & 0xff;
      target[to + i] = number == fill ? Float.NaN : (float) (offset + scale * number);
    }
  }

  private void expand(short[] numbers, float[] target, int to) {
    // A signed number stays as it is, an unsigned one loses its sign extension.
    int mask = least < 0 ? -1 : 0xffff;
    for (int i = 0; i < numbers.length; i++) {
      int number = numbers[i] & mask;
      target[to + i] = number == fill ? Float.NaN : (float) (offset + scale * number);
    }
  }
}
