package org.visiomatic.tiler.fits;

import java.io.IOException;
import java.nio.file.Path;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.PixelSource;

/// Reads whole small images.
final class Pixels {

  private Pixels() {}

  /// All pixels of the first image of a file, channel after channel.
  static float[] ofFirst(Path path, Path scratch) throws IOException {
    try (ImageFile file = FitsFiles.open(path, scratch)) {
      return of(file.images().getFirst());
    }
  }

  /// All pixels, channel after channel, rows from the bottom.
  static float[] of(PixelSource image) throws IOException {
    int plane = image.width() * image.height();
    float[] pixels = new float[plane * image.channels()];
    for (int c = 0; c < image.channels(); c++) {
      image.read(c, 0, 0, image.width(), image.height(), pixels, c * plane, image.width());
    }
    return pixels;
  }
}
