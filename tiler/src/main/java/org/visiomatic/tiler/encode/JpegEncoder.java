package org.visiomatic.tiler.encode;

import org.visiomatic.tiler.render.Raster;

/// Makes baseline JPEG files: one component for grey, 4:4:4 for colour. Safe for use by many
/// threads.
public final class JpegEncoder {

  /// @param quality 0 to 100
  public byte[] encode(Raster raster, int quality) {
    throw new UnsupportedOperationException();
  }
}
