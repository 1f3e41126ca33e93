package org.visiomatic.tiler.stats;

import java.io.IOException;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.PixelSource;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// An image whose file ends before its pixels do.
///
/// @param whole what it should be
/// @param rows how many rows can be read, from the bottom
public record FailingSource(PixelSource whole, int rows) implements PixelSource {

  @Override
  public int channels() {
    return whole.channels();
  }

  @Override
  public int height() {
    return whole.height();
  }

  @Override
  public int width() {
    return whole.width();
  }

  @Override
  public SampleFormat format() {
    return whole.format();
  }

  @Override
  public void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride)
      throws IOException {
    if (y + height > rows) {
      throw new UnreadableSourceException("The file is cut short.");
    }
    whole.read(channel, x, y, width, height, target, offset, stride);
  }
}
