package org.visiomatic.tiler.render;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// The factor of a [Lupton] composition by the mean of the three colours.
///
/// A logarithm per pixel would cost more than all the rest. The factor falls with the logarithm of
/// the mean, and the bits of a float are nearly that: its exponent and the upper 8 bits of its
/// mantissa are the index. The factor is then wrong by at most 0.2 %, half a grey level.
final class LuptonTable {

  private static final int SHIFT = 23 - 8;

  /// Below that, times stretch/Q, asinh is the value itself to 0.05 %.
  private static final double LINEAR = 0.05;

  /// More than any mean of what [ToneKernel] mixes needs.
  private static final double FAR = 4e9;

  private static final int CACHED = 8;
  private static final AtomicReferenceArray<LuptonTable> CACHE = new AtomicReferenceArray<>(CACHED);

  private final Lupton lupton;
  private final int first;
  private final float[] factors;

  private LuptonTable(Lupton lupton) {
    this.lupton = lupton;
    double scale = lupton.stretch() / lupton.q();
    first = index((float) (LINEAR * scale));
    // Where the mean is white the factor does not matter: a colour is white at least.
    double white =
        scale * Math.sinh(10 * Math.log(0.1 * lupton.q() + Math.hypot(0.1 * lupton.q(), 1)));
    int last = Math.max(first, index((float) Math.min(white, FAR)) + 1);
    factors = new float[last - first + 1];
    for (int i = 0; i < factors.length; i++) {
      float from = Float.intBitsToFloat((first + i) << SHIFT);
      float to = Float.intBitsToFloat((first + i + 1) << SHIFT);
      factors[i] = (float) lupton.factor(((double) from + to) / 2);
    }
  }

  /// The table of a composition; the last few are kept.
  static LuptonTable of(Lupton lupton) {
    int slot = Math.floorMod(lupton.hashCode(), CACHED);
    LuptonTable kept = CACHE.get(slot);
    if (kept != null && kept.lupton.equals(lupton)) {
      return kept;
    }
    LuptonTable made = new LuptonTable(lupton);
    CACHE.set(slot, made);
    return made;
  }

  private static int index(float value) {
    return Float.floatToRawIntBits(value) >> SHIFT;
  }

  /// Composes pixels in place.
  ///
  /// @param planes red, green and blue, finite
  void compose(float[][] planes, int from, int count) {
    compose(planes[0], planes[1], planes[2], from, count, first, factors);
  }

  private static void compose(
      float[] red, float[] green, float[] blue, int from, int count, int first, float[] factors) {
    int last = factors.length - 1;
    for (int i = from; i < from + count; i++) {
      float r = red[i];
      float g = green[i];
      float b = blue[i];
      float mean = (r + g + b) * (1f / 3);
      int at = (Float.floatToRawIntBits(mean) >> SHIFT) - first;
      // Means below 0 have a negative index, as their bits are; all colours become black.
      float factor = mean > 0 ? factors[Math.max(0, Math.min(at, last))] : 0;
      r *= factor;
      g *= factor;
      b *= factor;
      float brightest = r > g ? r : g;
      brightest = brightest > b ? brightest : b;
      float white = brightest > 1 ? 1 / brightest : 1;
      red[i] = r * white;
      green[i] = g * white;
      blue[i] = b * white;
    }
  }
}
