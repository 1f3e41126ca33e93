package org.visiomatic.tiler.render;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tables from grey to colour.
///
/// [#JET], [#COOL] and [#HOT] are the classic maps of image processing, as OpenCV has them: the
/// same to the byte except for a few levels that fall midway between two bytes. The others have the
/// names and the colours of matplotlib's, each made from its published definition.
public enum ColourMap {
  GREY(x -> rgb(x, x, x)),

  /// Dark blue over cyan, green and yellow to dark red, in steps of 4.
  JET(
      level -> level < 160 ? 4 * level - 382 : 1148 - 4 * level,
      level -> level < 160 ? 4 * level - 128 : 892 - 4 * level,
      level -> level < 96 ? 4 * level + 128 : 638 - 4 * level),

  /// The older name of [#COOL].
  COLD(x -> rgb(x, 1 - x, 1)),

  /// Cyan to magenta.
  COOL(x -> rgb(x, 1 - x, 1)),

  /// Black over red and yellow to white: 5/2·x, 5/2·x − 1, 5·x − 4.
  HOT(level -> hot(level, 2.5, 0), level -> hot(level, 2.5, -1), level -> hot(level, 5, -4)),

  VIRIDIS(x -> ColourKnots.at(ColourKnots.VIRIDIS, x)),
  PLASMA(x -> ColourKnots.at(ColourKnots.PLASMA, x)),
  INFERNO(x -> ColourKnots.at(ColourKnots.INFERNO, x)),
  MAGMA(x -> ColourKnots.at(ColourKnots.MAGMA, x)),
  CIVIDIS(x -> ColourKnots.at(ColourKnots.CIVIDIS, x)),
  TURBO(ColourFormulas::turbo),

  /// Ends where it begins: for angles.
  TWILIGHT(x -> ColourKnots.at(ColourKnots.TWILIGHT, x)),

  BONE(ColourFormulas::bone),
  PINK(ColourFormulas::pink),
  SPRING(x -> rgb(1, x, 1 - x)),
  SUMMER(x -> rgb(x, 0.5 + x / 2, 0.4)),
  AUTUMN(x -> rgb(1, x, 0)),
  WINTER(x -> rgb(0, x, 1 - x / 2)),
  COPPER(x -> rgb(1.25 * x, 0.7812 * x, 0.4975 * x)),
  HSV(ColourFormulas::hue),
  CUBEHELIX(ColourFormulas::cubehelix),

  /// Formulas 7, 5, 15 of gnuplot's `rgbformulae`.
  GNUPLOT(x -> rgb(Math.sqrt(x), x * x * x, Math.sin(2 * Math.PI * x))),

  /// Formulas 30, 31, 32.
  GNUPLOT2(x -> rgb(x / 0.32 - 0.78125, 2 * x - 0.84, ColourFormulas.gnuplot32(x))),

  /// Formulas 33, 13, 10.
  RAINBOW(x -> rgb(Math.abs(2 * x - 0.5), Math.sin(Math.PI * x), Math.cos(Math.PI / 2 * x))),

  /// Formulas 23, 28, 3.
  OCEAN(x -> rgb(3 * x - 2, Math.abs((3 * x - 1) / 2), x)),

  /// Formulas 34, 35, 36.
  AFMHOT(x -> rgb(2 * x, 2 * x - 0.5, 2 * x - 1)),

  TERRAIN(
      x ->
          ColourFormulas.lines(
              x, 0, 0.2, 0.2, 0.6, 0.15, 0, 0.6, 1, 0.25, 0, 0.8, 0.4, 0.5, 1, 1, 0.6, 0.75, 0.5,
              0.36, 0.33, 1, 1, 1, 1)),
  GIST_HEAT(x -> rgb(1.5 * x, 2 * x - 1, 4 * x - 3)),
  GIST_RAINBOW(
      x ->
          ColourFormulas.lines(
              x, 0, 1, 0, 0.16, 0.03, 1, 0, 0, 0.215, 1, 1, 0, 0.4, 0, 1, 0, 0.586, 0, 1, 1, 0.77,
              0, 0, 1, 0.954, 1, 0, 1, 1, 1, 0, 0.75)),

  /// Red has a tooth at the dark end, blue one in the upper half.
  GIST_STERN(
      x ->
          rgb(
              x < 0.0547 ? x / 0.0547 : x < 0.25 ? 1 - (x - 0.0547) / 0.1953 * 0.973 : x,
              x,
              x < 0.5 ? 2 * x : x < 0.735 ? 1 - (x - 0.5) / 0.235 : (x - 0.735) / 0.265)),
  COOLWARM(MorelandColours::at),
  SEISMIC(
      x ->
          ColourFormulas.lines(
              x, 0, 0, 0, 0.3, 0.25, 0, 0, 1, 0.5, 1, 1, 1, 0.75, 1, 0, 0, 1, 0.5, 0, 0)),
  BWR(x -> rgb(2 * x, 1 - Math.abs(2 * x - 1), 2 - 2 * x)),
  BRG(x -> rgb(1 - Math.abs(2 * x - 1), 2 * x - 1, 1 - 2 * x)),
  RDBU(x -> ColourKnots.at(ColourKnots.RED_BLUE, x)),
  SPECTRAL(x -> ColourKnots.at(ColourKnots.SPECTRAL, x)),
  FLAG(
      x ->
          rgb(
              0.75 * Math.sin((31.5 * x + 0.25) * Math.PI) + 0.5,
              Math.sin(31.5 * Math.PI * x),
              0.75 * Math.sin((31.5 * x - 0.25) * Math.PI) + 0.5)),
  PRISM(
      x ->
          rgb(
              0.75 * Math.sin((20.9 * x + 0.25) * Math.PI) + 0.67,
              0.75 * Math.sin((20.9 * x - 0.25) * Math.PI) + 0.33,
              -1.1 * Math.sin(20.9 * Math.PI * x)));

  private static final String REVERSED = "_r";

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final Definition definition;

  /// Made when first asked for: few visitors need more than one or two of them.
  @SuppressWarnings("ImmutableEnumChecker") // always the same
  private volatile int @Nullable [] colours;

  ColourMap(Formula formula) {
    this.definition =
        level -> {
          double[] rgb = formula.at(level / 255.0);
          return pack(round(rgb[0]), round(rgb[1]), round(rgb[2]));
        };
  }

  ColourMap(IntUnaryOperator red, IntUnaryOperator green, IntUnaryOperator blue) {
    this.definition =
        level -> pack(red.applyAsInt(level), green.applyAsInt(level), blue.applyAsInt(level));
  }

  /// Every name that [#named] understands, in lower case: each map forwards, then each backwards.
  public static List<String> names() {
    List<String> forwards =
        Stream.concat(
                Arrays.stream(values()).map(map -> map.name().toLowerCase(Locale.ROOT)),
                Stream.of("gray"))
            .toList();
    return Stream.concat(forwards.stream(), forwards.stream().map(name -> name + REVERSED))
        .toList();
  }

  /// The map of a name in any case; `gray` is [#GREY], `cold` is [#COOL]. An ending `_r` does not
  /// count: see [#isReversed].
  public static Optional<ColourMap> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    String plain = isReversed(name) ? upper.substring(0, upper.length() - 2) : upper;
    return switch (plain) {
      case "GRAY" -> Optional.of(GREY);
      case "COLD" -> Optional.of(COOL);
      default -> Arrays.stream(values()).filter(map -> map.name().equals(plain)).findFirst();
    };
  }

  /// Whether a name asks for a map backwards. That is the same as inversion, which comes before the
  /// map.
  public static boolean isReversed(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(REVERSED);
  }

  /// 256 colours, 0xBBGGRR. Not to be written to.
  int[] colours() {
    int[] made = colours;
    if (made == null) {
      made = new int[256];
      for (int level = 0; level < made.length; level++) {
        made[level] = definition.colour(level);
      }
      colours = made;
    }
    return made;
  }

  private static double[] rgb(double red, double green, double blue) {
    return new double[] {red, green, blue};
  }

  private static int pack(int red, int green, int blue) {
    return byteOf(red) | byteOf(green) << 8 | byteOf(blue) << 16;
  }

  private static int round(double value) {
    return (int) Math.rint(255 * Math.clamp(value, 0.0, 1.0));
  }

  private static int byteOf(int value) {
    return Math.clamp(value, 0, 255);
  }

  /// The ramp slope·x + start, drawn through 64 knots as the original is: that rounds its corners.
  private static int hot(int level, double slope, double start) {
    double position = level * 63 / 255.0;
    int knot = Math.min((int) position, 62);
    double left = Math.clamp(slope * knot / 63 + start, 0.0, 1.0);
    double right = Math.clamp(slope * (knot + 1) / 63 + start, 0.0, 1.0);
    double value = 255 * (left + (right - left) * (position - knot));
    // Many values are halves; a small nudge keeps rounding errors from choosing their side.
    return (int) Math.rint(Math.rint(value * 1e6) / 1e6);
  }

  /// The colour of a grey level, 0xBBGGRR.
  private interface Definition {
    int colour(int level);
  }

  /// Red, green and blue of a grey from 0 to 1, clamped where they leave that range.
  private interface Formula {
    double[] at(double x);
  }
}
