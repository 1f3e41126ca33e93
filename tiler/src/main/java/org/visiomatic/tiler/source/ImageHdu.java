package org.visiomatic.tiler.source;

import org.visiomatic.tiler.pyramid.Header;

/// One header-and-data unit that holds an image of two or more axes; leading axes are flattened
/// into channels.
public interface ImageHdu extends PixelSource {

  /// Number of the HDU in the file, 0 for the primary.
  int number();

  /// `EXTNAME`, or empty.
  String name();

  /// The header as it reads after scaling and decompression: no compression keywords, and where
  /// integers are scaled no `BSCALE`, `BZERO`, `BLANK` but a `BITPIX` for floats. Integers that are
  /// plain or unsigned by convention keep theirs: there these keywords tell the type.
  Header header();
}
