import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Writes a FITS image of noise and stars for the benchmarks, row by row: a sky of 1000 with a
/// scatter of 30, and a star in every thousandth pixel. The same arguments give the same bytes.
///
/// usage: java MakeImage.java float32|int16 SIDE FILE [SEED [PLANES]]
public final class MakeImage {

  private static final int BLOCK = 2880;

  private MakeImage() {}

  public static void main(String[] arguments) throws IOException {
    boolean floats = arguments[0].equals("float32");
    int side = Integer.parseInt(arguments[1]);
    long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 1;
    int planes = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
    int bytes = floats ? Float.BYTES : Short.BYTES;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])), 1 << 20)) {
      out.write(header(floats ? -32 : 16, side, planes));
      float[] noise = noise(seed);
      Random random = new Random(seed);
      ByteBuffer row = ByteBuffer.allocate(side * bytes);
      for (int y = 0; y < side * planes; y++) {
        row.clear();
        int next = random.nextInt(noise.length);
        for (int x = 0; x < side; x++) {
          float value = noise[next];
          next = next + 1 == noise.length ? 0 : next + 1;
          if (floats) {
            row.putFloat(value);
          } else {
            row.putShort((short) Math.min(Short.MAX_VALUE, Math.round(value)));
          }
        }
        out.write(row.array());
      }
      long length = (long) planes * side * side * bytes;
      out.write(new byte[(int) ((BLOCK - length % BLOCK) % BLOCK)]);
    }
  }

  /// A stretch of pixels that rows are cut from: Gaussian numbers are slow to make.
  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] noise = new float[(1 << 20) + 7];
    for (int i = 0; i < noise.length; i++) {
      boolean star = random.nextInt(1000) == 0;
      double flux = star ? Math.min(60_000, 500 / (1.001 - random.nextDouble())) : 0;
      noise[i] = (float) (1000 + 30 * random.nextGaussian() + flux);
    }
    return noise;
  }

  private static byte[] header(int bitpix, int side, int planes) {
    StringBuilder cards = new StringBuilder();
    card(cards, "SIMPLE", "T");
    card(cards, "BITPIX", String.valueOf(bitpix));
    card(cards, "NAXIS", planes > 1 ? "3" : "2");
    card(cards, "NAXIS1", String.valueOf(side));
    card(cards, "NAXIS2", String.valueOf(side));
    if (planes > 1) {
      card(cards, "NAXIS3", String.valueOf(planes));
    }
    card(cards, "CTYPE1", "'RA---TAN'");
    card(cards, "CTYPE2", "'DEC--TAN'");
    card(cards, "CRVAL1", "150.0");
    card(cards, "CRVAL2", "2.2");
    card(cards, "CRPIX1", String.valueOf(side / 2 + 0.5));
    card(cards, "CRPIX2", String.valueOf(side / 2 + 0.5));
    card(cards, "CDELT1", "-5.5E-05");
    card(cards, "CDELT2", "5.5E-05");
    cards.append(String.format("%-80s", "END"));
    return String.format("%-" + BLOCK + "s", cards).getBytes(StandardCharsets.US_ASCII);
  }

  private static void card(StringBuilder cards, String keyword, String value) {
    cards.append(String.format("%-80s", String.format("%-8s= %20s", keyword, value)));
  }
}
