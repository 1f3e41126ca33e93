package org.visiomatic.tiler.source;

import org.visiomatic.tiler.pyramid.Header;

/// One header-and-data unit that holds an image of two or more axes; leading axes are flattened
/// into channels.
public interface ImageHdu extends PixelSource {

  /// Number of the HDU in the file, 0 for the primary.
  int number();

  /// `EXTNAME`, or empty.
  String name();

  /// The header as it reads after scaling and decompression: physical values, so no `BSCALE`,
  /// `BZERO`, `BLANK` or compression keywords, and a `BITPIX` that fits the values.
  Header header();
}
