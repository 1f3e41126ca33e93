package org.visiomatic.tiler.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Turns the samples in a row of pixels into floats.
@FunctionalInterface
interface SampleReader {

  /// Reads some samples.
  ///
  /// @param at first byte of the row
  /// @param first number of the first sample in the row
  /// @param step samples from one to the next
  void read(
      MemorySegment data, long at, long first, int step, int count, float[] target, int offset);

  /// The reader of a type.
  ///
  /// @param order of the bytes of a sample; samples that share bytes fill them from the highest bit
  static SampleReader of(SampleType type, ByteOrder order) {
    return switch (type.kind()) {
      case UNSIGNED -> unsigned(type.bits(), order);
      case SIGNED -> signed(type.bits(), order);
      case FLOAT -> floats(type.bits(), order);
    };
  }

  private static SampleReader unsigned(int bits, ByteOrder order) {
    ValueLayout.OfShort shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
    ValueLayout.OfInt ints = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
    ValueLayout.OfLong longs = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order);
    return switch (bits) {
      case 8 -> each(1, (data, at) -> data.get(ValueLayout.JAVA_BYTE, at) & 0xff);
      case 16 -> each(2, (data, at) -> data.get(shorts, at) & 0xffff);
      case 32 -> each(4, (data, at) -> data.get(ints, at) & 0xffff_ffffL);
      case 64 -> each(8, (data, at) -> (float) unsigned(data.get(longs, at)));
      default -> packed(bits);
    };
  }

  private static double unsigned(long bits) {
    // The lowest bit is far below what a float tells.
    return bits >= 0 ? bits : (bits >>> 1) * 2.0;
  }

  private static SampleReader signed(int bits, ByteOrder order) {
    ValueLayout.OfShort shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
    ValueLayout.OfInt ints = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
    ValueLayout.OfLong longs = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order);
    return switch (bits) {
      case 8 -> each(1, (data, at) -> data.get(ValueLayout.JAVA_BYTE, at));
      case 16 -> each(2, (data, at) -> data.get(shorts, at));
      case 32 -> each(4, (data, at) -> data.get(ints, at));
      case 64 -> each(8, (data, at) -> data.get(longs, at));
      default -> throw unknown(bits);
    };
  }

  private static SampleReader floats(int bits, ByteOrder order) {
    ValueLayout.OfShort shorts = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order);
    ValueLayout.OfFloat singles = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order);
    ValueLayout.OfDouble doubles = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order);
    return switch (bits) {
      case 16 -> each(2, (data, at) -> Float.float16ToFloat(data.get(shorts, at)));
      case 32 -> each(4, (data, at) -> data.get(singles, at));
      case 64 -> each(8, (data, at) -> (float) data.get(doubles, at));
      default -> throw unknown(bits);
    };
  }

  /// One sample of whole bytes.
  @FunctionalInterface
  interface Sample {
    float get(MemorySegment data, long at);
  }

  private static SampleReader each(int bytes, Sample sample) {
    return (data, at, first, step, count, target, offset) -> {
      long start = at + first * bytes;
      long stride = (long) step * bytes;
      for (int i = 0; i < count; i++) {
        target[offset + i] = sample.get(data, start + i * stride);
      }
    };
  }

  /// Samples of up to 32 bits that follow each other without regard to bytes.
  private static SampleReader packed(int bits) {
    return (data, at, first, step, count, target, offset) -> {
      for (int i = 0; i < count; i++) {
        long bit = (first + (long) i * step) * bits;
        long last = bit + bits - 1;
        long gathered = 0;
        for (long b = bit / 8; b <= last / 8; b++) {
          gathered = (gathered << 8) | (data.get(ValueLayout.JAVA_BYTE, at + b) & 0xff);
        }
        long sample = (gathered >>> (7 - last % 8)) & ((1L << bits) - 1);
        target[offset + i] = sample;
      }
    };
  }

  private static IllegalArgumentException unknown(int bits) {
    return new IllegalArgumentException("There are no samples of %d bits.".formatted(bits));
  }
}
