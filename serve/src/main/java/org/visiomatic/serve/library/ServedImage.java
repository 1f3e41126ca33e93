package org.visiomatic.serve.library;

import java.io.IOException;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidMetadata;

/// An open image: its pixels at all levels and what is known about them. Safe for use by many
/// threads until it is closed.
public interface ServedImage extends AutoCloseable {

  /// The pixels.
  PixelLevels pixels();

  /// Headers, sections, statistics.
  PyramidMetadata metadata();

  /// The finest level that can be read: 0, but for the overview of an image that is still being
  /// prepared.
  default int finest() {
    return 0;
  }

  /// A short text that changes whenever the pixels or the metadata do.
  String identity();

  /// What the pixels take where they are kept without compression; about what is mapped.
  default long bytes() {
    return pixels().geometry().pixels() * Float.BYTES;
  }

  /// Releases the pixels; called once, when nobody reads them any more.
  @Override
  void close() throws IOException;
}
