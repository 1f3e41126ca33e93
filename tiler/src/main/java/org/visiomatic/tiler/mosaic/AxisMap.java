package org.visiomatic.tiler.mosaic;

import org.visiomatic.tiler.pyramid.PixelRange;

/// How one axis of an image runs through the frame. Positions count from 0 on both sides.
///
/// @param start first position of the frame that the image fills
/// @param length how many it fills
/// @param origin position of the image that stands at frame position `start`
/// @param step +1, or −1 when the image runs backwards in the frame
record AxisMap(int start, int length, int origin, int step) {

  /// @param data the part of the image, FITS style
  /// @param frame where it goes, FITS style
  /// @param first the lowest position of all images in the frame, FITS style
  static AxisMap of(PixelRange data, PixelRange frame, int first) {
    int low = Section.low(frame);
    int step = data.step() * frame.step();
    int origin = low == frame.first() ? data.first() : data.last();
    return new AxisMap(low - first, frame.length(), origin - 1, step);
  }

  /// First frame position, from `from` on, that the image fills.
  int from(int from) {
    return Math.max(from, start);
  }

  /// First frame position beyond those that the image fills below `to`.
  int to(int to) {
    return (int) Math.min(to, (long) start + length);
  }

  /// The lowest image position of the frame positions `from` to `to`, that one not included.
  int image(int from, int to) {
    return step > 0 ? origin + (from - start) : origin - (to - 1 - start);
  }
}
