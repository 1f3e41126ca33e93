package org.visiomatic.tiler.picture;

import java.io.IOException;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.ArrayShape;
import org.visiomatic.tiler.source.ShapedImage;
import org.visiomatic.tiler.source.SourceFile;

/// A picture as an image.
final class PictureImage implements ShapedImage {

  private final SourceFile file;
  private final int number;
  private final Header header;
  private final SampleFormat format;
  private final Raster raster;
  private final Orientation orientation;
  private final ArrayShape shape;

  /// @param number of the page in the file
  PictureImage(
      SourceFile file,
      int number,
      Header header,
      SampleFormat format,
      Raster raster,
      Orientation orientation,
      ArrayShape shape) {
    this.file = file;
    this.number = number;
    this.header = header;
    this.format = format;
    this.raster = raster;
    this.orientation = orientation;
    this.shape = shape;
  }

  @Override
  public void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride)
      throws IOException {
    shape.check(channel, x, y, width, height);
    int column = orientation.mirrored() ? shape.width() - x - width : x;
    file.reading(
        () -> {
          for (int j = 0; j < height; j++) {
            int row = orientation.bottomUp() ? y + j : shape.height() - 1 - y - j;
            int start = offset + j * stride;
            raster.read(channel, column, row, width, target, start);
            if (orientation.mirrored()) {
              reverse(target, start, width);
            }
          }
        });
  }

  private static void reverse(float[] row, int offset, int count) {
    for (int i = offset, j = offset + count - 1; i < j; i++, j--) {
      float kept = row[i];
      row[i] = row[j];
      row[j] = kept;
    }
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Header header() {
    return header;
  }

  @Override
  public ArrayShape shape() {
    return shape;
  }

  @Override
  public SampleFormat format() {
    return format;
  }
}
