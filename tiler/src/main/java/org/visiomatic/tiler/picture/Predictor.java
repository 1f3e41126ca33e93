package org.visiomatic.tiler.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Undoes the differences that TIFF writers store instead of samples for better compression (TIFF
/// 6.0, section 14, and its third technical note), one row of a block at a time.
@FunctionalInterface
interface Predictor {

  /// Makes samples of differences, in place.
  ///
  /// @param offset first byte of the row
  /// @param length bytes of the row
  void undo(byte[] rows, int offset, int length);

  /// The one that a page asks for.
  static Predictor of(TiffLayout layout, ByteOrder order) {
    int bytes = layout.type().bits() / 8;
    int step = layout.grid().step();
    return switch (layout.predictor()) {
      case 2 -> differences(bytes, step, order);
      case 3 -> bytePlanes(bytes, step, order);
      default -> (rows, offset, length) -> {};
    };
  }

  private static Predictor differences(int bytes, int step, ByteOrder order) {
    ValueLayout.OfShort shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
    ValueLayout.OfInt ints = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
    ValueLayout.OfLong longs = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order);
    int back = bytes * step;
    return (rows, offset, length) -> {
      MemorySegment row = MemorySegment.ofArray(rows);
      for (int i = offset + back; i < offset + length; i += bytes) {
        switch (bytes) {
          case 1 -> rows[i] += rows[i - back];
          case 2 -> row.set(shorts, i, (short) (row.get(shorts, i) + row.get(shorts, i - back)));
          case 4 -> row.set(ints, i, row.get(ints, i) + row.get(ints, i - back));
          default -> row.set(longs, i, row.get(longs, i) + row.get(longs, i - back));
        }
      }
    };
  }

  /// Floats whose bytes stand together by rank, the highest first, as differences.
  private static Predictor bytePlanes(int bytes, int step, ByteOrder order) {
    return (rows, offset, length) -> {
      for (int i = offset + step; i < offset + length; i++) {
        rows[i] += rows[i - step];
      }
      byte[] planes = Arrays.copyOfRange(rows, offset, offset + length);
      int count = length / bytes;
      for (int i = 0; i < count; i++) {
        for (int rank = 0; rank < bytes; rank++) {
          int place = order == ByteOrder.BIG_ENDIAN ? rank : bytes - 1 - rank;
          rows[offset + i * bytes + place] = planes[rank * count + i];
        }
      }
    };
  }
}
