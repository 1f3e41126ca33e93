package org.visiomatic.tiler.pyramid;

/// A range of pixels along one axis, FITS style: both ends included, counted from 1, backwards when
/// the axis is flipped.
///
/// @param first first pixel
/// @param last last pixel; below `first` when the axis runs backwards
public record PixelRange(int first, int last) {

  /// +1, or −1 when the range runs backwards.
  public int step() {
    return last < first ? -1 : 1;
  }

  /// The number of pixels of the range, at least 1.
  public int length() {
    return Math.abs(last - first) + 1;
  }
}
