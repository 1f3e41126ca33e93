package org.visiomatic.tiler.stats;

import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.PixelSource;

/// An image in memory.
///
/// @param channels planes
/// @param height rows
/// @param width columns
/// @param pixels channel by channel, bottom row first
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ArraySource(int channels, int height, int width, float[] pixels)
    implements PixelSource {

  /// An image made of a formula.
  public static ArraySource of(int channels, int height, int width, Formula formula) {
    float[] pixels = new float[channels * height * width];
    int next = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          pixels[next++] = formula.at(channel, x, y);
        }
      }
    }
    return new ArraySource(channels, height, width, pixels);
  }

  @Override
  public SampleFormat format() {
    return SampleFormat.FLOAT32;
  }

  @Override
  public void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride) {
    if (x < 0 || y < 0 || x + width > this.width || y + height > this.height) {
      throw new IndexOutOfBoundsException(
          "%d+%d, %d+%d leaves %d×%d".formatted(x, width, y, height, this.width, this.height));
    }
    for (int j = 0; j < height; j++) {
      int from = (channel * this.height + y + j) * this.width + x;
      System.arraycopy(pixels, from, target, offset + j * stride, width);
    }
  }

  /// The value of a pixel; rows count from the bottom.
  @FunctionalInterface
  public interface Formula {
    float at(int channel, int x, int y);
  }
}
