package org.visiomatic.tiler.picture;

/// Which way round the rows and columns of a file go.
///
/// @param mirrored whether the first column is the right one
/// @param bottomUp whether the first row is the bottom one
record Orientation(boolean mirrored, boolean bottomUp) {

  /// Left to right, top to bottom.
  static final Orientation USUAL = new Orientation(false, false);
}
