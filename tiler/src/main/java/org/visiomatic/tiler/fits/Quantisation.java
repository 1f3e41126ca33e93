package org.visiomatic.tiler.fits;

import java.util.Locale;
import java.util.Optional;
import nom.tam.fits.compression.algorithm.quant.RandomSequence;
import org.visiomatic.tiler.pyramid.Header;

/// How the floats of a compressed image were made integers, and back: value = `ZZERO` + `ZSCALE` ×
/// number, each tile with its own two, with or without subtractive dithering.
///
/// Not the library's: without dithering it adds half a step to every pixel, which the FITS standard
/// (4.0, section 10.2) does not.
final class Quantisation {

  /// The number that dithering method 2 keeps for exact zeros.
  private static final int ZERO = Integer.MIN_VALUE + 2;

  private static final float[] RANDOM = random();

  private final Header header;
  private final TileTable table;
  private final boolean dithered;
  private final boolean keepsZero;
  private final long seed;

  private Quantisation(Header header, TileTable table) {
    String method = header.text("ZQUANTIZ").orElse("").strip().toUpperCase(Locale.ROOT);
    this.header = header;
    this.table = table;
    this.dithered = method.startsWith("SUBTRACTIVE_DITHER");
    this.keepsZero = method.equals("SUBTRACTIVE_DITHER_2");
    this.seed = header.number("ZDITHER0").map(Number::longValue).orElse(1L);
  }

  /// Empty when the image holds integers, or floats as they are.
  static Optional<Quantisation> of(Header header, int bitpix, TileTable table) {
    boolean scaled = table.has("ZSCALE") || header.number("ZSCALE").isPresent();
    return bitpix < 0 && scaled ? Optional.of(new Quantisation(header, table)) : Optional.empty();
  }

  /// The floats of a tile.
  float[] floats(int[] numbers, long tile) {
    double scale = number("ZSCALE", tile).orElse(1.0);
    double zero = number("ZZERO", tile).orElse(0.0);
    Optional<Double> blank = number("ZBLANK", tile);
    float[] floats = dithered ? dithered(numbers, tile, scale, zero) : plain(numbers, scale, zero);
    blank.ifPresent(value -> blankOut(numbers, value, floats));
    return floats;
  }

  private Optional<Double> number(String name, long tile) {
    return table.number(name, tile).or(() -> header.number(name).map(Number::doubleValue));
  }

  private static float[] plain(int[] numbers, double scale, double zero) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      floats[i] = (float) (numbers[i] * scale + zero);
    }
    return floats;
  }

  private float[] dithered(int[] numbers, long tile, double scale, double zero) {
    float[] floats = new float[numbers.length];
    int sequence = (int) Math.floorMod(tile + seed - 1, (long) RANDOM.length);
    int next = (int) (RANDOM[sequence] * 500.0);
    for (int i = 0; i < numbers.length; i++) {
      boolean isZero = keepsZero && numbers[i] == ZERO;
      double value = ((double) numbers[i] - RANDOM[next] + 0.5) * scale + zero;
      floats[i] = isZero ? 0 : (float) value;
      if (++next == RANDOM.length) {
        sequence = (sequence + 1) % RANDOM.length;
        next = (int) (RANDOM[sequence] * 500.0);
      }
    }
    return floats;
  }

  private static void blankOut(int[] numbers, double blank, float[] floats) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == blank) {
        floats[i] = Float.NaN;
      }
    }
  }

  /// The random numbers of the standard's appendix, as floats: the precision that CFITSIO, which
  /// most such files come from, dithers with.
  private static float[] random() {
    float[] random = new float[RandomSequence.length()];
    for (int i = 0; i < random.length; i++) {
      random[i] = (float) RandomSequence.get(i);
    }
    return random;
  }
}
