package org.visiomatic.serve.api;

/// The pixels of a straight line, both ends included, in the order from the first to the last.
///
/// Bresenham, "Algorithm for computer control of a digital plotter", IBM Systems Journal 4 (1965).
/// A tie moves along the shorter axis at once, so that a line and its reverse may differ by one
/// pixel there; clients of VisiOmatic 3 know it that way.
final class Bresenham {

  private Bresenham() {}

  /// How many pixels a line has.
  static long length(ApiRequest.Line line) {
    return 1
        + Math.max(Math.abs((long) line.x2() - line.x1()), Math.abs((long) line.y2() - line.y1()));
  }

  /// Visits every pixel; the line must not be longer than an `int` can count.
  static void walk(ApiRequest.Line line, Visitor visitor) {
    long dx = Math.abs((long) line.x2() - line.x1());
    long dy = Math.abs((long) line.y2() - line.y1());
    int stepX = line.x2() > line.x1() ? 1 : -1;
    int stepY = line.y2() > line.y1() ? 1 : -1;
    boolean steep = dy > dx;
    long along = steep ? dy : dx;
    long across = steep ? dx : dy;
    long error = 2 * across - along;
    int x = line.x1();
    int y = line.y1();
    for (long i = 0; i < along; i++) {
      visitor.at(x, y);
      if (error >= 0) {
        x += steep ? stepX : 0;
        y += steep ? 0 : stepY;
        error -= 2 * along;
      }
      x += steep ? 0 : stepX;
      y += steep ? stepY : 0;
      error += 2 * across;
    }
    visitor.at(line.x2(), line.y2());
  }

  /// Is shown each pixel.
  interface Visitor {
    void at(int x, int y);
  }
}
