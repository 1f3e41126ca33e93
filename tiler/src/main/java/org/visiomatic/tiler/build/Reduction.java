package org.visiomatic.tiler.build;

/// Halves an image along both axes: each pixel of the result is the mean of the valid ones of its
/// 2×2 parents, accumulated in double precision; NaN where none is valid.
///
/// An axis of a single pixel cannot be halved. There the two parents along it are the same pixel,
/// which leaves the mean unchanged.
final class Reduction {

  private Reduction() {}

  /// A rectangle of pixels in an array.
  ///
  /// @param pixels row after row
  /// @param offset index of the first pixel
  /// @param stride distance between rows
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Raster(float[] pixels, int offset, int stride) {

    /// The same pixels from another first one on.
    Raster from(int x, int y) {
      return new Raster(pixels, offset + y * stride + x, stride);
    }
  }

  /// Fills `width` × `height` pixels of `target`.
  ///
  /// @param beside from a parent to the one at its right: 1, or 0 when there is only one column
  /// @param below from a parent to the one below it, in rows: 1, or 0 when there is only one row
  static void halve(Raster source, int beside, int below, Raster target, int width, int height) {
    for (int y = 0; y < height; y++) {
      int upper = source.offset() + 2 * y * source.stride();
      int lower = upper + below * source.stride();
      int first = target.offset() + y * target.stride();
      if (beside == 1) {
        halveRow(source.pixels(), upper, lower, target.pixels(), first, width);
      } else {
        target.pixels()[first] = mean(source.pixels(), upper, upper, lower, lower);
      }
    }
  }

  /// The sum of four parents is NaN exactly when one of them is, or when infinities of both signs
  /// meet; so the common case costs one comparison that is never true.
  private static void halveRow(
      float[] source, int upper, int lower, float[] target, int first, int width) {
    for (int x = 0; x < width; x++) {
      int a = upper + 2 * x;
      int b = lower + 2 * x;
      double sum = ((double) source[a] + source[a + 1]) + ((double) source[b] + source[b + 1]);
      float mean = (float) (sum * 0.25);
      target[first + x] = mean;
      if (Float.isNaN(mean)) {
        target[first + x] = mean(source, a, a + 1, b, b + 1);
      }
    }
  }

  /// The definition: the mean of those of four pixels that are not NaN.
  static float mean(float[] source, int a, int b, int c, int d) {
    double sum = 0;
    int valid = 0;
    for (int i = 0; i < 4; i++) {
      float value =
          source[
              switch (i) {
                case 0 -> a;
                case 1 -> b;
                case 2 -> c;
                default -> d;
              }];
      if (!Float.isNaN(value)) {
        sum += value;
        valid++;
      }
    }
    return (float) (sum / valid);
  }
}
