package org.visiomatic.tiler.mosaic;

import java.io.IOException;
import java.util.List;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.PixelSource;

/// The frame that the images of one file make together. Pixels that no image fills are NaN.
public final class Mosaic implements PixelSource {

  private Mosaic() {}

  /// Places images by their `DETSEC` and `DATASEC`.
  ///
  /// @param fileName for messages
  /// @throws org.visiomatic.tiler.source.UnreadableSourceException when the sections contradict
  ///   each other or the images
  public static Mosaic of(String fileName, List<ImageHdu> images) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// The images and where they stand, in the order given.
  public List<Placement> placements() {
    throw new UnsupportedOperationException();
  }

  /// Header of the frame.
  public Header header() {
    throw new UnsupportedOperationException();
  }

  /// Sentences for the user about the layout that was chosen; empty when the file says it all.
  public List<String> notes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int channels() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int height() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int width() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SampleFormat format() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
