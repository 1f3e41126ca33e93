package org.visiomatic.shell.picture;

import org.visiomatic.tiler.render.Raster;

/// Brings a raster to the size at which it is drawn: the mean of the pixels that a drawn one
/// covers, or the nearest one.
///
/// @param left of the part that is seen, in pixels of the raster
/// @param top of that part
/// @param step columns of the raster per drawn pixel
/// @param stepDown rows of the raster per drawn pixel
record Scaling(double left, double top, double step, double stepDown) {

  /// Guards against a border that is missed by a rounding.
  private static final double EPSILON = 1e-9;

  Raster scaled(Raster raster, int width, int height) {
    int components = raster.components();
    byte[] samples = new byte[width * height * components];
    for (int y = 0; y < height; y++) {
      int y1 = first(top + y * stepDown, raster.height());
      int y2 = end(top + (y + 1) * stepDown, y1, raster.height());
      for (int x = 0; x < width; x++) {
        int x1 = first(left + x * step, raster.width());
        int x2 = end(left + (x + 1) * step, x1, raster.width());
        for (int c = 0; c < components; c++) {
          samples[(y * width + x) * components + c] = mean(raster, c, x1, y1, x2, y2);
        }
      }
    }
    return new Raster(width, height, components, samples);
  }

  private static int first(double at, int size) {
    return Math.clamp((long) Math.floor(at + EPSILON), 0, size - 1);
  }

  private static int end(double at, int first, int size) {
    return Math.clamp((long) Math.floor(at + EPSILON), first + 1, size);
  }

  private static byte mean(Raster raster, int component, int x1, int y1, int x2, int y2) {
    int components = raster.components();
    long sum = 0;
    for (int y = y1; y < y2; y++) {
      for (int x = x1; x < x2; x++) {
        sum += raster.samples()[(y * raster.width() + x) * components + component] & 0xff;
      }
    }
    long count = (long) (y2 - y1) * (x2 - x1);
    return (byte) ((sum + count / 2) / count);
  }
}
