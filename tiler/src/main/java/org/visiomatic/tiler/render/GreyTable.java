package org.visiomatic.tiler.render;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/// Grey levels by scaled value: ⌊255.49·stretch(v)^(1/gamma)⌋ for v from 0 to 1, inverted when
/// asked.
///
/// A power per pixel would cost more than the JPEG encoder, so levels are looked up. A table that
/// is even in v fails where it matters: with gamma 2.2 the sky sits in the first thousandths, where
/// one step of a 65,536-entry table is still 1.6 levels. The table is therefore even in a root of
/// v, which vectorises and flattens the curve: the square root up to gamma 3, the fourth root
/// above, none up to 1.5. Then no step is more than 0.4 levels at any gamma from 0.1 to 5, and the
/// table stays in the first-level cache of the processor. An entry holds the level of the middle of
/// its step, so that a level is wrong by at most 1, and that for one pixel in a hundred. There are
/// 64 steps to a level, so that with gamma 1, where levels are even too, none is wrong.
///
/// With a stretch, the roots are those that make the narrowest level widest. A steep one with a
/// high gamma may then still have levels of less than a step, which nothing can tell apart at a
/// thousandth of the cost.
final class GreyTable {

  /// Steps from 0 to 1.
  static final double STEPS = 64 * 255.49;

  /// The last step: white.
  static final int TOP = (int) STEPS;

  /// By level; a prime has itself.
  private static final int[] SMALLEST_FACTORS =
      IntStream.range(0, 256)
          .map(n -> IntStream.rangeClosed(2, n).filter(i -> n % i == 0).findFirst().orElse(n))
          .toArray();

  private static final int CACHED = 16;
  private static final AtomicReferenceArray<GreyTable> CACHE = new AtomicReferenceArray<>(CACHED);

  /// With as many roots as it takes for a level to have at least that many steps, no more are
  /// taken.
  private static final double FINE = 2.5;

  private static final int MOST_ROOTS = 2;

  private final Stretch stretch;
  private final double gamma;
  private final boolean invert;
  private final int roots;
  private final byte[] levels;

  GreyTable(double gamma, boolean invert) {
    this(Stretch.LINEAR, gamma, invert);
  }

  GreyTable(Stretch stretch, double gamma, boolean invert) {
    this.stretch = stretch;
    this.gamma = gamma;
    this.invert = invert;
    this.levels = new byte[TOP + 1];
    // The value at which each level begins, rather than the level of each step: there are 16,352
    // of those.
    double[] first;
    if (stretch instanceof Stretch.Linear) {
      this.roots = gamma <= 1.5 ? 0 : gamma <= 3 ? 1 : 2;
      first = powers(gamma / (1 << roots));
    } else {
      first = Arrays.stream(powers(gamma)).map(stretch::inverse).toArray();
      this.roots = takeRoots(first);
    }
    int end = TOP + 1;
    for (int level = 255; level >= 0; level--) {
      int begin = level == 0 ? 0 : Math.clamp((long) Math.ceil(first[level] * STEPS - 0.5), 0, end);
      Arrays.fill(levels, begin, end, (byte) (invert ? 255 - level : level));
      end = begin;
    }
  }

  /// (level / 255.49)^exponent of each level. The power of a product is the product of the powers,
  /// so that only those of the 54 primes take long.
  private static double[] powers(double exponent) {
    double[] powers = new double[256];
    powers[1] = 1;
    for (int level = 2; level < powers.length; level++) {
      int factor = SMALLEST_FACTORS[level];
      powers[level] =
          factor == level ? Math.pow(level, exponent) : powers[factor] * powers[level / factor];
    }
    double unit = Math.pow(255.49, -exponent);
    for (int level = 1; level < powers.length; level++) {
      powers[level] *= unit;
    }
    return powers;
  }

  /// Takes square roots until the narrowest level is wide enough; returns how many.
  private static int takeRoots(double[] first) {
    double[] best = first.clone();
    int bestRoots = 0;
    for (int roots = 0; roots <= MOST_ROOTS && narrowest(best) * STEPS < FINE; roots++) {
      double[] rooted = first.clone();
      for (int level = 0; level < rooted.length; level++) {
        rooted[level] = Math.pow(first[level], 1.0 / (1 << roots));
      }
      if (narrowest(rooted) > narrowest(best)) {
        best = rooted;
        bestRoots = roots;
      }
    }
    System.arraycopy(best, 0, first, 0, first.length);
    return bestRoots;
  }

  /// Level 0 is left out: it has all that is below.
  private static double narrowest(double[] first) {
    double width = 1;
    for (int level = 1; level < first.length - 1; level++) {
      width = Math.min(width, first[level + 1] - first[level]);
    }
    return width;
  }

  /// The table of a tone; the last few are kept.
  static GreyTable of(Tone tone) {
    int hash = (tone.stretch().hashCode() * 31 + Double.hashCode(tone.gamma())) * 31;
    int slot = Math.floorMod(hash + (tone.invert() ? 1 : 0), CACHED);
    GreyTable kept = CACHE.get(slot);
    if (kept != null
        && kept.gamma == tone.gamma()
        && kept.invert == tone.invert()
        && kept.stretch.equals(tone.stretch())) {
      return kept;
    }
    GreyTable made = new GreyTable(tone.stretch(), tone.gamma(), tone.invert());
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
