package org.visiomatic.shell.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.visiomatic.tiler.fits.FloatCubeWriter;
import org.visiomatic.tiler.pyramid.Card;

/// A made-up field of stars, galaxies and gas in three bands (red, green, blue), with noise and a
/// TAN world coordinate system at 0.4″ per pixel. The same size and seed give the same file.
public final class SyntheticSky {

  private static final double[] SKY_LEVEL = {220, 180, 140};
  private static final double NOISE = 5;

  private final int width;
  private final int height;
  private final long seed;

  /// @param width columns, pixels
  /// @param height rows, pixels
  /// @param seed chooses the sky
  public SyntheticSky(int width, int height, long seed) {
    this.width = width;
    this.height = height;
    this.seed = seed;
  }

  /// Writes the sky as a FITS cube of 32-bit floats with three planes.
  ///
  /// @throws IOException when the file cannot be written
  public void write(Path file) throws IOException {
    SkyPlanes sky = paint();
    try (FloatCubeWriter out =
        new FloatCubeWriter(file, sky.bands().length, height, width, cards())) {
      float[] row = new float[width];
      for (int band = 0; band < sky.bands().length; band++) {
        SplittableRandom noise = new SplittableRandom(seed + 100 + band);
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            double light = SKY_LEVEL[band] + sky.bands()[band][y * width + x];
            double shot = Math.sqrt(1 + Math.max(0, light - SKY_LEVEL[band]) / 60);
            row[x] = (float) (light + NOISE * shot * noise.nextGaussian());
          }
          out.writeRow(row);
        }
      }
    }
  }

  private SkyPlanes paint() {
    SkyPlanes sky = new SkyPlanes(width, height);
    paintGas(sky);
    SplittableRandom random = new SplittableRandom(seed);
    double unit = Math.min(width, height);
    Galaxies galaxies = new Galaxies(sky, seed + 1);
    galaxies.scatter((int) (width * (long) height / 16_000), random.split());
    galaxies.spiral(0.30 * width, 0.36 * height, 0.062 * unit, 0.62, 0.5, 190);
    galaxies.spiral(0.415 * width, 0.485 * height, 0.016 * unit, 0.8, 2.2, 220);
    galaxies.spiral(0.86 * width, 0.2 * height, 0.022 * unit, 0.33, 2.5, 240);
    new Stars(sky, random.split()).scatter((int) (width * (long) height / 900), 9, 40_000);
    return sky;
  }

  /// Glowing hydrogen and starlight scattered by dust, with dark lanes before them.
  private void paintGas(SkyPlanes sky) {
    FractalNoise warp = new FractalNoise(seed + 2, 5);
    FractalNoise gas = new FractalNoise(seed + 3, 8);
    FractalNoise dust = new FractalNoise(seed + 4, 7);
    double unit = Math.min(width, height);
    double[] hydrogen = {1.2, 0.28, 0.42};
    double[] oxygen = {0.12, 0.85, 0.8};
    double[] reflection = {0.3, 0.55, 1.15};
    IntStream.range(0, height)
        .parallel()
        .forEach(
            row -> {
              for (int column = 0; column < width; column++) {
                double x = column / unit * 2.1;
                double y = row / unit * 2.1;
                double bendX = x + 1.1 * warp.at(x + 5, y);
                double bendY = y + 1.1 * warp.at(x, y + 9);
                double distance = Math.hypot(column - 0.70 * width, row - 0.62 * height) / unit;
                double cloud = Math.exp(-Math.pow(distance / 0.3, 2));
                double filaments = 1 - Math.abs(2 * gas.at(2.3 * bendX, 2.3 * bendY) - 1);
                double glow = cloud * Math.pow(filaments, 5) * 1.5;
                double lanes =
                    Math.clamp(3.4 * (dust.at(1.7 * bendX + 3, 1.7 * bendY + 7) - 0.42), 0, 1);
                double veil = 1 - 0.82 * lanes * Math.exp(-Math.pow(distance / 0.6, 2));
                sky.add(column, row, 330 * glow * veil, hydrogen);
                sky.add(column, row, 240 * Math.pow(glow, 1.6) * cloud * veil, oxygen);
                double haze = Math.exp(-Math.pow(distance / 0.42, 2)) * gas.at(bendX + 40, bendY);
                sky.add(column, row, 14 * haze * veil, reflection);
              }
            });
  }

  private List<Card> cards() {
    double scale = 0.4 / 3600;
    double turn = Math.toRadians(12);
    return List.of(
        new Card("OBJECT", "Synthetic sky", "made by visiomatic demo"),
        new Card("BUNIT", "ADU", null),
        new Card("CTYPE1", "RA---TAN", null),
        new Card("CTYPE2", "DEC--TAN", null),
        new Card("CUNIT1", "deg", null),
        new Card("CUNIT2", "deg", null),
        new Card("CRVAL1", 210.8025, "[deg] right ascension of the centre"),
        new Card("CRVAL2", 54.3489, "[deg] declination of the centre"),
        new Card("CRPIX1", (width + 1) / 2.0, null),
        new Card("CRPIX2", (height + 1) / 2.0, null),
        new Card("CD1_1", -scale * Math.cos(turn), null),
        new Card("CD1_2", scale * Math.sin(turn), null),
        new Card("CD2_1", scale * Math.sin(turn), null),
        new Card("CD2_2", scale * Math.cos(turn), null),
        new Card("RADESYS", "ICRS", null));
  }
}
