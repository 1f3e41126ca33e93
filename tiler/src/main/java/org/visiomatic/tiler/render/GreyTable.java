package org.visiomatic.tiler.render;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Grey levels by scaled value: ⌊255.49·v^(1/gamma)⌋ for v from 0 to 1, inverted when asked.
///
/// A power per pixel would cost more than the JPEG encoder, so levels are looked up. A table that
/// is even in v fails where it matters: with gamma 2.2 the sky sits in the first thousandths, where
/// one step of a 65,536-entry table is still 1.6 levels. The table is therefore even in a root of
/// v, which vectorises and flattens the curve: the square root up to gamma 3, the fourth root
/// above, none up to 1.5. Then no step is more than 0.4 levels at any gamma from 0.1 to 5, and the
/// table stays in the first-level cache of the processor. An entry holds the level of the middle of
/// its step, so that a level is wrong by at most 1, and that for one pixel in a hundred. There are
/// 64 steps to a level, so that with gamma 1, where levels are even too, none is wrong.
final class GreyTable {

  /// Steps from 0 to 1.
  static final double STEPS = 64 * 255.49;

  /// The last step: white.
  static final int TOP = (int) STEPS;

  private static final int CACHED = 16;
  private static final AtomicReferenceArray<GreyTable> CACHE = new AtomicReferenceArray<>(CACHED);

  private final double gamma;
  private final boolean invert;
  private final int roots;
  private final byte[] levels;

  GreyTable(double gamma, boolean invert) {
    this.gamma = gamma;
    this.invert = invert;
    this.roots = gamma <= 1.5 ? 0 : gamma <= 3 ? 1 : 2;
    this.levels = new byte[TOP + 1];
    // The step at which each level begins, rather than the level of each step: 256 powers, not
    // 16,352.
    double exponent = gamma / (1 << roots);
    int end = TOP + 1;
    for (int level = 255; level >= 0; level--) {
      double first = Math.pow(level / 255.49, exponent);
      int begin = Math.clamp((long) Math.ceil(first * STEPS - 0.5), 0, end);
      Arrays.fill(levels, begin, end, (byte) (invert ? 255 - level : level));
      end = begin;
    }
  }

  /// The table of a tone; the last few are kept.
  static GreyTable of(Tone tone) {
    int slot = Math.floorMod(Double.hashCode(tone.gamma()) * 31 + (tone.invert() ? 1 : 0), CACHED);
    GreyTable kept = CACHE.get(slot);
    if (kept != null && kept.gamma == tone.gamma() && kept.invert == tone.invert()) {
      return kept;
    }
    GreyTable made = new GreyTable(tone.gamma(), tone.invert());
    CACHE.set(slot, made);
    return made;
  }

  /// How often the square root is taken of a value before it is looked up: 0, 1 or 2.
  int roots() {
    return roots;
  }

  /// TOP + 1 levels, by the root of the value times STEPS. Not to be written to.
  byte[] levels() {
    return levels;
  }
}
