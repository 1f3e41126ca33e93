package org.visiomatic.tiler.source;

import java.util.List;

/// Size and number type of an image as stored. Axes beyond the second are flattened into channels.
///
/// @param bitpix 8, 16, 32, 64 for integers, -32, -64 for floats
/// @param width columns
/// @param height rows
/// @param channels product of the other axes
public record ArrayShape(int bitpix, int width, int height, int channels) {

  /// @param axes at least two lengths, each at least 1, fastest first
  /// @throws ArithmeticException when a number of pixels along one side goes beyond 2³¹
  public static ArrayShape of(int bitpix, List<Long> axes) {
    int channels = 1;
    for (long axis : axes.subList(2, axes.size())) {
      channels = Math.multiplyExact(channels, Math.toIntExact(axis));
    }
    return new ArrayShape(
        bitpix, Math.toIntExact(axes.get(0)), Math.toIntExact(axes.get(1)), channels);
  }

  public int bytesPerPixel() {
    return Math.abs(bitpix) / 8;
  }

  /// Bytes of all pixels.
  public long bytes() {
    return pixels() * bytesPerPixel();
  }

  /// Number of pixels of all channels.
  public long pixels() {
    return Math.multiplyExact((long) width * height, (long) channels);
  }

  /// Number of the pixel at (`x`, `y`) of a channel, in the order of the file.
  public long index(int channel, int x, int y) {
    return ((long) channel * height + y) * width + x;
  }

  /// @throws IndexOutOfBoundsException when the rectangle leaves the image
  public void check(int channel, int x, int y, int w, int h) {
    if (channel < 0 || channel >= channels || !inside(x, w, width) || !inside(y, h, height)) {
      throw new IndexOutOfBoundsException(
          "Channel %d, columns %d to %d, rows %d to %d were asked for, but the image has %d channels of %d columns and %d rows."
              .formatted(
                  channel, x, (long) x + w - 1, y, (long) y + h - 1, channels, width, height));
    }
  }

  private static boolean inside(int first, int length, int size) {
    return first >= 0 && length >= 0 && (long) first + length <= size;
  }
}
