package org.visiomatic.shell.picture;

import java.util.Optional;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// The part of an image that is seen, and how large it is drawn. Coordinates are those of full
/// resolution, from 0 at the top left corner.
///
/// @param left of the part
/// @param top of the part
/// @param step columns of the image per drawn pixel
/// @param stepDown rows of the image per drawn pixel
/// @param width drawn pixels across
/// @param height drawn pixels down
/// @param level of the pyramid to draw from: the coarsest that has all the pixels that can be seen
record View(
    double left, double top, double step, double stepDown, int width, int height, int level) {

  /// Finds it.
  ///
  /// @param room pixels that there is room for
  /// @param zoom 1 for the whole image, 2 for twice as close
  /// @param centre what to look at; empty for the middle
  static View of(PyramidGeometry geometry, Room room, double zoom, Optional<Position> centre) {
    double fit =
        Math.max(
            (double) geometry.width() / room.width(),
            geometry.height() / (room.height() * room.aspect()));
    double step = fit / zoom;
    double stepDown = step * room.aspect();
    double seenWidth = Math.min(geometry.width(), room.width() * step);
    double seenHeight = Math.min(geometry.height(), room.height() * stepDown);
    double x = centre.map(at -> at.x() - 0.5).orElse(geometry.width() / 2.0);
    double y = centre.map(at -> geometry.height() - at.y() + 0.5).orElse(geometry.height() / 2.0);
    int level = Math.clamp(step < 2 ? 0 : Math.getExponent(step), 0, geometry.levels() - 1);
    return new View(
        Math.clamp(x - seenWidth / 2, 0, geometry.width() - seenWidth),
        Math.clamp(y - seenHeight / 2, 0, geometry.height() - seenHeight),
        step,
        stepDown,
        drawn(seenWidth / step, room.width()),
        drawn(seenHeight / stepDown, room.height()),
        level);
  }

  private static int drawn(double pixels, int most) {
    return Math.clamp(Math.round(pixels), 1, most);
  }

  /// What there is room for.
  ///
  /// @param width drawn pixels across
  /// @param height drawn pixels down
  /// @param aspect height of a drawn pixel in parts of its width
  record Room(int width, int height, double aspect) {}

  /// The first column and row of the image to read, and those behind the last; whole pixels of the
  /// level.
  Box box(PyramidGeometry geometry) {
    return new Box(
        down(left),
        down(top),
        up(left + width * step, geometry.width()),
        up(top + height * stepDown, geometry.height()));
  }

  private int down(double at) {
    return (int) Math.floor(at) >> level << level;
  }

  private int up(double at, int size) {
    int unit = 1 << level;
    return (int) Math.min(size, (long) Math.ceil(at / unit - 1e-9) * unit);
  }

  /// A rectangle of an image at full resolution, from 0 at the top left; the second corner is left
  /// out.
  record Box(int x1, int y1, int x2, int y2) {

    /// As the API has it.
    String region() {
      return "%d,%d:%d,%d".formatted(x1 + 1, y1 + 1, x2 + 1, y2 + 1);
    }
  }
}
