package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.build.Reduction.Raster;
import org.visiomatic.tiler.stats.ArraySource;

class ReductionTest {

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1000})
  void agreesWithTheDefinitionAroundEveryLaneBoundary(int width) {
    for (double invalid : new double[] {0, 0.02, 0.5, 1}) {
      ArraySource image = CascadeTest.noise(1, 6, 2 * width, invalid, width);
      ReferencePyramid level = ReferencePyramid.of(image, 0);
      float[] found = new float[3 * width];
      Reduction.halve(
          new Raster(level.pixels(), 0, 2 * width), 1, 1, new Raster(found, 0, width), width, 3);
      assertThat(Arrays.mismatch(found, level.halved().pixels())).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 33})
  void writesNothingOutsideItsTarget(int width) {
    float[] source = new float[4 * width + 4];
    float[] target = new float[3 * (width + 2)];
    Arrays.fill(target, -1);
    Reduction.halve(
        new Raster(source, 1, 2 * width + 1),
        1,
        1,
        new Raster(target, width + 3, width + 2),
        width,
        1);
    for (int i = 0; i < target.length; i++) {
      boolean inside = i >= width + 3 && i < 2 * width + 3;
      assertThat(target[i]).isEqualTo(inside ? 0 : -1);
    }
  }

  @Property(tries = 200)
  void aLoneNaNSpreadsNowhere(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 8) int height,
      @ForAll long seed) {
    ArraySource image = CascadeTest.noise(1, 2 * height, 2 * width, 0, seed);
    image.pixels()[(int) Math.floorMod(seed, (long) image.pixels().length)] = Float.NaN;
    float[] found = new float[height * width];
    Reduction.halve(
        new Raster(image.pixels(), 0, 2 * width), 1, 1, new Raster(found, 0, width), width, height);
    for (float value : found) {
      assertThat(value).isFinite();
    }
  }

  @Property(tries = 100)
  void keepsTheMean(
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll long seed) {
    ArraySource image = CascadeTest.noise(1, 2 * height, 2 * width, 0, seed);
    float[] found = new float[height * width];
    Reduction.halve(
        new Raster(image.pixels(), 0, 2 * width), 1, 1, new Raster(found, 0, width), width, height);
    assertThat(mean(found)).isCloseTo(mean(image.pixels()), within(1e-4));
  }

  @Test
  void takesInfinitiesForValues() {
    float inf = Float.POSITIVE_INFINITY;
    assertThat(Reduction.mean(new float[] {1, inf, Float.NaN, 2}, 0, 1, 2, 3)).isEqualTo(inf);
    float[] target = new float[1];
    Reduction.halve(
        new Raster(
            new float[] {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE}, 0, 2),
        1,
        1,
        new Raster(target, 0, 1),
        1,
        1);
    assertThat(target[0]).isEqualTo(Float.MAX_VALUE);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
