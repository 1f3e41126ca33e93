package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.PixelSource;

/// Opens small pictures and reads them whole.
final class OpenPicture {

  private OpenPicture() {}

  static ImageFile at(Path path, Path scratch) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return PictureFiles.open(path, in.readNBytes(PictureFiles.LONGEST_MAGIC), scratch);
    }
  }

  /// All pixels, channel after channel, the top row first.
  static float[] pixels(PixelSource image) throws IOException {
    int width = image.width();
    int height = image.height();
    int plane = width * height;
    float[] pixels = new float[plane * image.channels()];
    for (int c = 0; c < image.channels(); c++) {
      image.read(c, 0, 0, width, height, pixels, (c + 1) * plane - width, -width);
    }
    return pixels;
  }

  /// All pixels of the first image of a file.
  static float[] pixels(Path path, Path scratch) throws IOException {
    try (ImageFile file = at(path, scratch)) {
      return pixels(file.images().getFirst());
    }
  }
}
