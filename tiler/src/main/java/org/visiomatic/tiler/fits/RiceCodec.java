package org.visiomatic.tiler.fits;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Rice coding (FITS standard 4.0, section 10.4.1). The first number stands as it is, all others as
/// differences from the one before, folded so that small ones of both signs are small.
///
/// Differences come in blocks. A block begins with how many low bits its differences keep; each is
/// then the rest above those bits as a run of zeros that a one ends, and the kept bits. Blocks of
/// noise that would only grow by this are written plainly.
///
/// Bits are taken from 64-bit windows that begin at any byte, so that a difference costs two loads
/// and no loop. Differences are summed up in a second loop, off the path that finds the next bit.
///
/// @param size bytes of a number: 1, 2 or 4
/// @param block differences in a block
record RiceCodec(int size, int block) implements TileCodec.Integers {

  /// Bits that a window has at least, whatever bit of a byte it begins with.
  private static final int WINDOW = 57;

  /// Where the windows of the last bits reach to.
  private static final int PADDING = 2 * Long.BYTES;

  RiceCodec {
    if (!(size == 1 || size == 2 || size == 4) || block < 1) {
      throw new IllegalArgumentException(
          "There is no Rice coding of %d-byte numbers in blocks of %d.".formatted(size, block));
    }
  }

  @Override
  public int[] decode(byte[] packed, int pixels) throws EOFException {
    ByteBuffer bits = ByteBuffer.wrap(Arrays.copyOf(packed, packed.length + PADDING));
    long end = 8L * packed.length;
    int width = 8 * size;
    int first = take(bits, 0, width);
    long at = width;
    int[] numbers = new int[pixels];
    for (int from = 0; from < pixels; from += block) {
      int to = Math.min(pixels, from + block);
      // Counts from −1: all differences are zero.
      int kept = take(bits, at, keptBits()) - 1;
      at += keptBits();
      if (kept == plain()) {
        require(at + (long) width * (to - from) <= end);
        at = readPlain(bits, at, width, numbers, from, to);
      } else if (kept >= 0) {
        at = readSplit(bits, at, end, kept, numbers, from, to);
      }
      require(at <= end);
    }
    sum(numbers, first);
    return numbers;
  }

  /// Bits at the start of a block.
  private int keptBits() {
    return switch (size) {
      case 1 -> 3;
      case 2 -> 4;
      default -> 5;
    };
  }

  /// The number there that says "written plainly".
  private int plain() {
    return switch (size) {
      case 1 -> 6;
      case 2 -> 14;
      default -> 25;
    };
  }

  private static long readPlain(
      ByteBuffer bits, long start, int width, int[] numbers, int from, int to) {
    long at = start;
    for (int i = from; i < to; i++) {
      numbers[i] = take(bits, at, width);
      at += width;
    }
    return at;
  }

  private static long readSplit(
      ByteBuffer bits, long start, long end, int kept, int[] numbers, int from, int to)
      throws EOFException {
    long at = start;
    for (int i = from; i < to; i++) {
      int zeros = Long.numberOfLeadingZeros(window(bits, at));
      if (zeros >= WINDOW) {
        zeros = longRun(bits, at, end);
      }
      at += zeros + 1;
      numbers[i] = zeros << kept | take(bits, at, kept);
      at += kept;
    }
    return at;
  }

  /// Zeros that are more than a window shows.
  private static int longRun(ByteBuffer bits, long start, long end) throws EOFException {
    long at = start;
    while (true) {
      int zeros = Math.min(WINDOW, Long.numberOfLeadingZeros(window(bits, at)));
      at += zeros;
      require(at < end);
      if (zeros < WINDOW) {
        return (int) (at - start);
      }
    }
  }

  /// The next bits, as an unsigned number; up to 32.
  private static int take(ByteBuffer bits, long at, int count) {
    return (int) (window(bits, at) >>> 1 >>> (Long.SIZE - 1 - count));
  }

  private static long window(ByteBuffer bits, long at) {
    return bits.getLong((int) (at >>> 3)) << (at & 7);
  }

  /// Unfolds differences and adds them up. Numbers wrap around at their size.
  private void sum(int[] differences, int first) {
    int unused = Integer.SIZE - 8 * size;
    int last = first;
    for (int i = 0; i < differences.length; i++) {
      int folded = differences[i];
      last += folded >>> 1 ^ -(folded & 1);
      // Bytes are unsigned in FITS, wider numbers signed.
      differences[i] = size == 1 ? last & 0xff : last << unused >> unused;
    }
  }

  private static void require(boolean inside) throws EOFException {
    if (!inside) {
      throw new EOFException("The bits end before the pixels do.");
    }
  }
}
