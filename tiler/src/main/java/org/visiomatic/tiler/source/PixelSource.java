package org.visiomatic.tiler.source;

import java.io.IOException;
import org.visiomatic.tiler.pyramid.SampleFormat;

/// An image whose pixels can be read, one rectangle at a time, as physical values.
///
/// Rows count from 0 at the bottom, as in a FITS file; columns from 0 at the left; channels from 0.
/// Safe for use by many threads at once.
public interface PixelSource {

  /// Planes of the image, at least 1.
  int channels();

  /// Rows, at least 1.
  int height();

  /// Columns, at least 1.
  int width();

  /// A storage that keeps every value of the image exactly as [#read] gives it, smaller than floats
  /// where possible.
  SampleFormat format();

  /// Reads a rectangle of one channel; "no value" is NaN, infinities stay.
  ///
  /// Pixel (x + i, y + j) goes to `target[offset + j * stride + i]`; `stride` may be negative,
  /// which turns the rectangle upside down.
  ///
  /// @throws UnreadableSourceException when the file turns out to be shorter or other than it says
  void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride)
      throws IOException;
}
