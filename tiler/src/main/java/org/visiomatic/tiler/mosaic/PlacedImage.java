package org.visiomatic.tiler.mosaic;

import java.io.IOException;
import org.visiomatic.tiler.source.ImageHdu;

/// One image as it stands in the frame.
///
/// @param image the image
/// @param x its columns in those of the frame
/// @param y its rows in those of the frame
record PlacedImage(ImageHdu image, AxisMap x, AxisMap y) {

  static PlacedImage of(Placement placement, int firstX, int firstY) {
    return new PlacedImage(
        placement.image(),
        AxisMap.of(placement.dataX(), placement.frameX(), firstX),
        AxisMap.of(placement.dataY(), placement.frameY(), firstY));
  }

  /// Whether it fills some of a rectangle of the frame.
  boolean meets(int channel, int left, int bottom, int width, int height) {
    return channel < image.channels()
        && x.from(left) < x.to(left + width)
        && y.from(bottom) < y.to(bottom + height);
  }

  /// Whether it fills all of a rectangle of the frame.
  boolean covers(int channel, int left, int bottom, int width, int height) {
    return channel < image.channels()
        && x.from(left) == left
        && x.to(left + width) == left + width
        && y.from(bottom) == bottom
        && y.to(bottom + height) == bottom + height;
  }

  /// Writes the part of a rectangle of the frame that it fills.
  void read(
      int channel,
      int left,
      int bottom,
      int width,
      int height,
      float[] target,
      int offset,
      int stride)
      throws IOException {
    int x0 = x.from(left);
    int x1 = x.to(left + width);
    int y0 = y.from(bottom);
    int y1 = y.to(bottom + height);
    int columns = x1 - x0;
    int rows = y1 - y0;
    int first = offset + (y0 - bottom) * stride + (x0 - left);
    int last = first + (rows - 1) * stride;
    boolean down = y.step() < 0;
    image.read(
        channel,
        x.image(x0, x1),
        y.image(y0, y1),
        columns,
        rows,
        target,
        down ? last : first,
        down ? -stride : stride);
    if (x.step() < 0) {
      for (int row = 0; row < rows; row++) {
        reverse(target, first + row * stride, columns);
      }
    }
  }

  private static void reverse(float[] values, int from, int count) {
    for (int i = from, j = from + count - 1; i < j; i++, j--) {
      float value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
