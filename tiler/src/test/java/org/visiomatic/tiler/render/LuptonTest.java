package org.visiomatic.tiler.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.pyramid.TileSize;

class LuptonTest {

  private static final Tone PLAIN = new Tone(1, 0, 1, false);

  @ParameterizedTest
  @CsvSource({"8, 0.5", "0.01, 1", "1000, 0.00001", "1000, 1000", "30, 0.02"})
  void staysWithinOneLevelOfTheFormula(double q, double stretch) {
    Random random = new Random(7);
    int size = 128;
    float[][] planes = new float[3][size * size];
    for (int i = 0; i < size * size; i++) {
      double bright = Math.pow(10, 12 * random.nextDouble() - 8);
      for (float[] plane : planes) {
        plane[i] = (float) (bright * (1.3 * random.nextDouble() - 0.3));
      }
    }
    planes[0][0] = Float.NaN;
    planes[1][1] = Float.POSITIVE_INFINITY;
    MemoryLevels levels = new MemoryLevels(size, size, TileSize.DEFAULT, planes);
    byte[] samples = draw(levels, new Lupton(q, stretch)).samples();
    for (int i = 2; i < size * size; i++) {
      double[] expected = formula(planes[0][i], planes[1][i], planes[2][i], q, stretch);
      for (int c = 0; c < 3; c++) {
        int level = (int) (255.49 * Math.clamp(expected[c], 0.0, 1.0));
        assertThat(samples[3 * i + c] & 0xff)
            .as("colour %d of pixel %d: %s", c, i, expected[c])
            .isBetween(level - 1, level + 1);
      }
    }
  }

  @Test
  void keepsTheColourOfWhatIsTooBright() {
    float[][] planes = {{400}, {200}, {100}};
    byte[] samples =
        draw(new MemoryLevels(1, 1, TileSize.DEFAULT, planes), new Lupton(8, 0.5)).samples();
    assertThat(samples[0] & 0xff).isEqualTo(255);
    assertThat(samples[1] & 0xff).isBetween(126, 128);
    assertThat(samples[2] & 0xff).isBetween(62, 64);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Lupton(0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lupton(8, Double.NaN))
        .withMessageContaining("stretch");
  }

  private static Raster draw(MemoryLevels levels, Lupton lupton) {
    float[][] one = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    List<Cuts> cuts = List.of(new Cuts(0, 1), new Cuts(0, 1), new Cuts(0, 1));
    int width = levels.geometry().width();
    int height = levels.geometry().height();
    return new Renderer()
        .render(levels, 0, 0, 0, width, height, new Rendering.Colour(cuts, one, PLAIN, lupton));
  }

  /// The composition a pixel at a time, as the paper and `make_lupton_rgb` have it.
  private static double[] formula(double r, double g, double b, double q, double stretch) {
    double mean = (r + g + b) / 3;
    if (mean <= 0) {
      return new double[3];
    }
    double slope = 0.1 / asinh(0.1 * q);
    double factor = asinh(mean * q / stretch) * slope / mean;
    double brightest = Math.max(1, factor * Math.max(r, Math.max(g, b)));
    return new double[] {factor * r / brightest, factor * g / brightest, factor * b / brightest};
  }

  private static double asinh(double x) {
    return x < 1e-4 ? x : Math.log(x + Math.sqrt(x * x + 1));
  }
}
