package org.visiomatic.tiler.pyramid;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Turns physical values into the little-endian numbers of a stored tile and back.
abstract sealed class SampleCodec permits SampleCodec.Floats, IntegerCodec {

  /// The codec of a format.
  ///
  /// @throws IllegalArgumentException when the format contradicts itself
  static SampleCodec of(SampleFormat format) {
    if (format.type() != SampleFormat.Type.FLOAT32) {
      return new IntegerCodec(format);
    }
    if (format.scale() != 1 || format.offset() != 0 || format.fill().isPresent()) {
      throw new IllegalArgumentException(
          "The sample format %s cannot be used: floats have scale 1, offset 0 and no fill."
              .formatted(format));
    }
    return new Floats();
  }

  /// Writes the valid part of a tile.
  ///
  /// @param rowBytes bytes from one row of the tile to the next
  /// @return whether there was any value, that is anything but NaN
  /// @throws IllegalArgumentException when a value cannot be kept in the format
  abstract boolean encode(
      float[] pixels,
      int offset,
      int stride,
      int width,
      int height,
      MemorySegment tile,
      int rowBytes);

  /// Writes "no value" to that part of a tile which is beyond the border of the image.
  ///
  /// @param width columns inside the image
  /// @param height rows inside the image
  /// @param grid tells the size of a tile
  void pad(MemorySegment tile, int width, int height, ShardGrid grid) {
    long rowBytes = grid.rowBytes();
    long inside = (long) width * grid.format().type().bytes();
    for (int j = 0; j < height && inside < rowBytes; j++) {
      fill(tile.asSlice(j * rowBytes + inside, rowBytes - inside));
    }
    fill(tile.asSlice(height * rowBytes, grid.tileBytes() - height * rowBytes));
  }

  /// Writes "no value", or zeros where the format cannot say so, all over some memory.
  abstract void fill(MemorySegment numbers);

  /// Reads a rectangle of a tile.
  ///
  /// @param start first byte of the first row of the rectangle
  /// @param rowBytes bytes from one row of the tile to the next
  abstract void decode(
      MemorySegment tile,
      long start,
      int rowBytes,
      int width,
      int height,
      float[] target,
      int offset,
      int stride);

  /// Stored as they are, NaN for "no value".
  static final class Floats extends SampleCodec {

    private static final ValueLayout.OfFloat FLOAT =
        ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    boolean encode(
        float[] pixels,
        int offset,
        int stride,
        int width,
        int height,
        MemorySegment tile,
        int rowBytes) {
      boolean found = false;
      for (int j = 0; j < height; j++) {
        int from = offset + j * stride;
        long to = (long) j * rowBytes;
        found = found || hasValue(pixels, from, width);
        MemorySegment.copy(pixels, from, tile, FLOAT, to, width);
      }
      return found;
    }

    private static boolean hasValue(float[] pixels, int from, int width) {
      for (int i = from; i < from + width; i++) {
        if (!Float.isNaN(pixels[i])) {
          return true;
        }
      }
      return false;
    }

    @Override
    void fill(MemorySegment numbers) {
      for (long at = 0; at < numbers.byteSize(); at += Float.BYTES) {
        numbers.set(FLOAT, at, Float.NaN);
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
        int offset,
        int stride) {
      for (int j = 0; j < height; j++) {
        MemorySegment.copy(
            tile, FLOAT, start + (long) j * rowBytes, target, offset + j * stride, width);
      }
    }
  }
}
