package org.visiomatic.tiler.fits;

import java.io.IOException;
import org.visiomatic.tiler.source.PixelSource;

/// Counts and extremes of all pixels of an image, read in strips.
record PixelStatistics(long finite, long nan, double min, double max, double mean) {

  private static final int STRIP = 128;

  static PixelStatistics of(PixelSource image) throws IOException {
    long finite = 0;
    long nan = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    float[] strip = new float[image.width() * Math.min(STRIP, image.height())];
    for (int c = 0; c < image.channels(); c++) {
      for (int y = 0; y < image.height(); y += STRIP) {
        int rows = Math.min(STRIP, image.height() - y);
        image.read(c, 0, y, image.width(), rows, strip, 0, image.width());
        for (int i = 0; i < rows * image.width(); i++) {
          float value = strip[i];
          if (Float.isFinite(value)) {
            finite++;
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
          } else if (Float.isNaN(value)) {
            nan++;
          }
        }
      }
    }
    return new PixelStatistics(finite, nan, min, max, sum / finite);
  }
}
