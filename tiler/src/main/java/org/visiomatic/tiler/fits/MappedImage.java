package org.visiomatic.tiler.fits;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.ArrayShape;
import org.visiomatic.tiler.source.ShapedImage;
import org.visiomatic.tiler.source.SourceFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// An uncompressed image, read in place from the mapped file. Nothing of it is kept on the heap.
final class MappedImage implements ShapedImage {

  private final Hdu hdu;
  private final SourceFile file;
  private final ArrayShape shape;
  private final Header header;
  private final SampleFormat format;
  private final StoredPixels pixels;

  MappedImage(Hdu hdu, SourceFile file) throws UnreadableSourceException {
    this.hdu = hdu;
    this.file = file;
    this.shape = hdu.shape("");
    long found = file.bytes().byteSize() - hdu.dataStart();
    if (found < shape.bytes()) {
      throw hdu.broken(
          "an image of %d × %d × %d pixels (BITPIX %d) needs %,d bytes, but only %,d are there; the file is cut short or its header is wrong"
              .formatted(
                  shape.width(),
                  shape.height(),
                  shape.channels(),
                  shape.bitpix(),
                  shape.bytes(),
                  Math.max(0, found)));
    }
    Scaling scaling = Scaling.of(hdu.header(), shape.bitpix());
    this.header = PhysicalHeader.ofPlain(hdu.header(), shape.bitpix(), scaling);
    this.format = StorageFormats.of(shape.bitpix(), scaling);
    this.pixels = StoredPixels.of(shape.bitpix(), scaling);
  }

  @Override
  public void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride)
      throws IOException {
    shape.check(channel, x, y, width, height);
    if (width == 0 || height == 0) {
      return;
    }
    MemorySegment bytes = file.bytes();
    file.reading(
        () -> {
          for (int j = 0; j < height; j++) {
            long at = hdu.dataStart() + shape.index(channel, x, y + j) * shape.bytesPerPixel();
            pixels.read(bytes, at, width, target, offset + j * stride);
          }
          long first = hdu.dataStart() + shape.index(channel, x, y) * shape.bytesPerPixel();
          long rows = (height - 1L) * shape.width() + width;
          file.release(first, rows * shape.bytesPerPixel());
        });
  }

  @Override
  public int number() {
    return hdu.number();
  }

  @Override
  public String name() {
    return hdu.name();
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
