package org.visiomatic.tiler.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.pyramid.TileSize;

class PixelSampleTest {

  @Test
  void interpolatesPercentilesBetweenNeighbours() {
    PixelSample sample = new PixelSample(new float[] {30, 10, 20, 0, 40});
    assertThat(sample.percentiles(0, 100)).isEqualTo(new Cuts(0, 40));
    assertThat(sample.percentiles(25, 50)).isEqualTo(new Cuts(10, 20));
    assertThat(sample.percentiles(10, 99)).isEqualTo(new Cuts(4, 39.6f));
  }

  @Test
  void leavesOutWhatIsNoNumber() {
    PixelSample sample =
        new PixelSample(
            new float[] {Float.NaN, 1, Float.POSITIVE_INFINITY, 3, Float.NEGATIVE_INFINITY});
    assertThat(sample.percentiles(0, 100)).isEqualTo(new Cuts(1, 3));
    PixelSample nothing = new PixelSample(new float[] {Float.NaN});
    assertThat(nothing.isEmpty()).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> nothing.percentiles(1, 99));
    assertThatIllegalStateException().isThrownBy(() -> nothing.zscale(0.25));
  }

  /// The expected cuts were computed with NumPy from the published algorithm: `polyfit` with
  /// weights, `convolve`, `median`.
  @ParameterizedTest
  @CsvSource({
    "ramp, 0.25, 0, 999",
    "stars, 0.25, 90.02793, 155.31165",
    "stars, 1, 90.02793, 115.99520",
    "stars, 0.1, 90.02793, 233.94455",
    "few, 0.25, 1, 89",
    "few, 1, 1, 60.354546",
    "sky, 0.25, 962.21497, 1201.3635",
    "sky, 1, 962.21497, 1050.3409",
    "sky, 0.1, 962.21497, 1503.4088"
  })
  void findsTheCutsOfZscale(String values, double contrast, float low, float high) {
    Cuts cuts = new PixelSample(values(values)).zscale(contrast);
    assertThat(cuts.low()).isCloseTo(low, within(1e-3f));
    assertThat(cuts.high()).isCloseTo(high, within(1e-3f));
  }

  @Test
  void findsTheCutsOfOnePixel() {
    assertThat(new PixelSample(new float[] {7}).zscale(0.25)).isEqualTo(new Cuts(7, 7));
    assertThat(new PixelSample(new float[] {7}).percentiles(1, 99)).isEqualTo(new Cuts(7, 7));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 256",
    "256, 256, 256",
    "3000, 1, 64",
    "1, 3000, 64",
    "700, 900, 32",
    "90, 70, 8"
  })
  void sticksToTheImageAtAnyShape(int width, int height, int tile) {
    float[] pixels = new float[width * height];
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    PixelSample sample =
        PixelSample.of(new MemoryLevels(width, height, new TileSize(tile, tile), pixels), 0);
    Cuts cuts = sample.percentiles(16, 84);
    if (pixels.length > 1) {
      assertThat(cuts.low()).isCloseTo(-1, within(0.12f));
      assertThat(cuts.high()).isCloseTo(1, within(0.12f));
    }
    assertThat(sample.bytes()).isLessThan(300_000);
  }

  @Test
  void takesLessOfEachChannelOfACube() {
    float[][] planes = new float[2000][64 * 64];
    PixelSample sample = PixelSample.of(new MemoryLevels(64, 64, new TileSize(8, 8), planes), 1999);
    assertThat(sample.bytes()).isLessThan(5 * 4096);
  }

  private static float[] values(String name) {
    float[] values = new float[name.equals("few") ? 10 : 1000];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (name) {
            case "ramp" -> i;
            case "stars" ->
                (float)
                    (i % 20 == 0
                        ? 500 + 7.0 * i
                        : 100 + 10 * Math.sin(i * 0.37) + i * 7919 % 101 / 25.0);
            case "few" -> i < 2 ? i + 1 : values[i - 1] + values[i - 2];
            case "sky" ->
                (float)
                    (1000
                        + 30 * Math.cbrt((i - 499.5) / 250)
                        + (i > 950 ? (i - 950.0) * (i - 950) : 0));
            default -> throw new IllegalArgumentException(name);
          };
    }
    return values;
  }
}
