package org.visiomatic.tiler.fits;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Turns the big-endian numbers of a FITS data unit into physical values.
///
/// One plain loop per number type, which the compiler vectorises. Numbers of 8 and 16 bits whose
/// values are no integers, or may be blank, go through a table of them all. The arithmetic is done
/// in double and rounded once.
@FunctionalInterface
interface StoredPixels {

  ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN);
  ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
  ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);
  ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(BIG_ENDIAN);
  ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(BIG_ENDIAN);

  /// Numbers that are still in the first-level cache when they are looked at again.
  int PIECE = 4096;

  /// With it, all numbers of 16 bits are below 2²⁴, up to which floats have all integers.
  double MOST_SHIFT = 1 << 23;

  /// Reads `count` numbers that start at byte `at`.
  void read(MemorySegment data, long at, int count, float[] target, int offset);

  /// The reader of a number type.
  ///
  /// @throws IllegalArgumentException when there is no such type
  static StoredPixels of(int bitpix, Scaling scaling) {
    return switch (bitpix) {
      case 8 -> bytes(table(bitpix, scaling));
      case 16 ->
          isShifted(scaling) ? shorts((int) scaling.offset()) : shorts(table(bitpix, scaling));
      case 32 -> ints(scaling);
      case 64 -> longs(scaling);
      case -32 -> floats(scaling);
      case -64 -> doubles(scaling);
      default -> throw new IllegalArgumentException("There is no number type BITPIX = " + bitpix);
    };
  }

  /// The physical value of every 8- or 16-bit number, at its unsigned place.
  static float[] table(int bitpix, Scaling scaling) {
    float[] table = new float[1 << bitpix];
    for (int i = 0; i < table.length; i++) {
      int stored = bitpix == 8 ? i : (short) i;
      boolean blank = scaling.hasBlank() && stored == scaling.blank();
      table[i] = blank ? Float.NaN : (float) scaling.physical(stored);
    }
    return table;
  }

  private static StoredPixels bytes(float[] table) {
    return (data, at, count, target, offset) -> {
      for (int i = 0; i < count; i++) {
        target[offset + i] = table[data.get(ValueLayout.JAVA_BYTE, at + i) & 0xff];
      }
    };
  }

  /// Whether values are stored numbers plus an integer, and all of them floats.
  private static boolean isShifted(Scaling scaling) {
    double offset = scaling.offset();
    return scaling.scale() == 1
        && !scaling.hasBlank()
        && Math.rint(offset) == offset
        && Math.abs(offset) <= MOST_SHIFT;
  }

  private static StoredPixels shorts(float[] table) {
    return inPieces(
        (stored, count, target, offset) -> {
          for (int i = 0; i < count; i++) {
            target[offset + i] = table[stored[i] & 0xffff];
          }
        });
  }

  private static StoredPixels shorts(int shift) {
    return inPieces(
        (stored, count, target, offset) -> {
          for (int i = 0; i < count; i++) {
            target[offset + i] = stored[i] + shift;
          }
        });
  }

  /// Swaps the bytes of some numbers at once, which is faster than one at a time.
  private static StoredPixels inPieces(Conversion conversion) {
    return (data, at, count, target, offset) -> {
      short[] stored = new short[Math.min(count, PIECE)];
      for (int done = 0; done < count; done += stored.length) {
        int now = Math.min(stored.length, count - done);
        MemorySegment.copy(data, SHORT, at + 2L * done, stored, 0, now);
        conversion.convert(stored, now, target, offset + done);
      }
    };
  }

  /// From numbers in memory to values.
  @FunctionalInterface
  interface Conversion {
    void convert(short[] stored, int count, float[] target, int offset);
  }

  private static StoredPixels ints(Scaling scaling) {
    if (scaling.isIdentity() && !scaling.hasBlank()) {
      return (data, at, count, target, offset) -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = data.get(INT, at + 4L * i);
        }
      };
    }
    double scale = scaling.scale();
    double zero = scaling.offset();
    boolean hasBlank = scaling.hasBlank();
    long blank = scaling.blank();
    return (data, at, count, target, offset) -> {
      for (int i = 0; i < count; i++) {
        int stored = data.get(INT, at + 4L * i);
        float value = (float) (zero + scale * stored);
        target[offset + i] = hasBlank && stored == blank ? Float.NaN : value;
      }
    };
  }

  private static StoredPixels longs(Scaling scaling) {
    boolean identity = scaling.isIdentity();
    double scale = scaling.scale();
    double zero = scaling.offset();
    boolean hasBlank = scaling.hasBlank();
    long blank = scaling.blank();
    return (data, at, count, target, offset) -> {
      for (int i = 0; i < count; i++) {
        long stored = data.get(LONG, at + 8L * i);
        float value = identity ? stored : (float) (zero + scale * stored);
        target[offset + i] = hasBlank && stored == blank ? Float.NaN : value;
      }
    };
  }

  private static StoredPixels floats(Scaling scaling) {
    if (scaling.isIdentity()) {
      return (data, at, count, target, offset) ->
          MemorySegment.copy(data, FLOAT, at, target, offset, count);
    }
    double scale = scaling.scale();
    double zero = scaling.offset();
    return (data, at, count, target, offset) -> {
      for (int i = 0; i < count; i++) {
        target[offset + i] = (float) (zero + scale * data.get(FLOAT, at + 4L * i));
      }
    };
  }

  private static StoredPixels doubles(Scaling scaling) {
    if (scaling.isIdentity()) {
      return (data, at, count, target, offset) -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = (float) data.get(DOUBLE, at + 8L * i);
        }
      };
    }
    double scale = scaling.scale();
    double zero = scaling.offset();
    return (data, at, count, target, offset) -> {
      for (int i = 0; i < count; i++) {
        target[offset + i] = (float) (zero + scale * data.get(DOUBLE, at + 8L * i));
      }
    };
  }
}
