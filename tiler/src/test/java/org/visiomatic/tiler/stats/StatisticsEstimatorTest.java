package org.visiomatic.tiler.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.pyramid.ChannelStatistics;

class StatisticsEstimatorTest {

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "5, 3",
    "255, 257",
    "1, 4000",
    "4000, 1",
    "1000, 400",
    "65536, 17",
    "65537, 33",
    "200000, 40"
  })
  void agreesWithTheDefinition(int width, int height) throws Exception {
    ArraySource image = stars(1, width, height);
    assertMatches(image, new StatisticsEstimator(scratch).estimate(image));
  }

  @Test
  void givesTheSameFromAScratchFileAndFromMemory() throws Exception {
    ArraySource image = stars(3, 700, 1600);
    List<ChannelStatistics> fromFile =
        new StatisticsEstimator(scratch, Workers.ALONE, 1000).estimate(image);
    assertThat(fromFile).isEqualTo(new StatisticsEstimator(scratch).estimate(image));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void measuresEachOfManySmallChannels() throws Exception {
    ArraySource image = stars(600, 20, 30);
    assertMatches(image, new StatisticsEstimator(scratch).estimate(image));
  }

  @Test
  void leavesOutInfinitiesAndNaN() throws Exception {
    ArraySource clean = stars(1, 300, 320);
    ArraySource dirty =
        ArraySource.of(
            1,
            321,
            300,
            (c, x, y) -> {
              if (y == 320) {
                return x % 3 == 0
                    ? Float.NaN
                    : x % 3 == 1 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
              }
              return clean.pixels()[y * 300 + x];
            });
    StatisticsEstimator estimator = new StatisticsEstimator(scratch);
    assertThat(estimator.estimate(dirty)).isEqualTo(estimator.estimate(clean));
  }

  @ParameterizedTest
  @CsvSource({"0", "42", "-42", "1e-30", "3.4028235e38", "-3.4028235e38", "NaN", "Infinity"})
  void givesFiniteCutsWhateverTheConstant(float value) throws Exception {
    ArraySource image = ArraySource.of(1, 40, 50, (c, x, y) -> value);
    ChannelStatistics found = new StatisticsEstimator(scratch).estimate(image).getFirst();
    assertThat(found.background()).isEqualTo(Float.isFinite(value) ? value : 0);
    assertThat(found.mad()).isZero();
    assertThat(found.low()).isFinite().isLessThanOrEqualTo(found.background());
    assertThat(found.high()).isFinite().isGreaterThan(found.low());
  }

  @Test
  void survivesValuesAtBothEndsOfTheRangeOfFloats() throws Exception {
    ArraySource image =
        ArraySource.of(1, 64, 500, (c, x, y) -> x % 2 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE);
    ChannelStatistics found = new StatisticsEstimator(scratch).estimate(image).getFirst();
    assertThat(List.of(found.background(), found.mad(), found.low(), found.high()))
        .allMatch(number -> Float.isFinite(number));
    assertThat(found.high()).isGreaterThan(found.low());
  }

  @Test
  void takesTheScatterForTheNoiseWhenMostPixelsAreEqual() throws Exception {
    ArraySource image = ArraySource.of(1, 16, 1000, (c, x, y) -> x % 10 == 0 ? 1 : 0);
    ChannelStatistics found = new StatisticsEstimator(scratch).estimate(image).getFirst();
    assertThat(found.background()).isZero();
    assertThat(found.mad()).isCloseTo(0.03f, within(1e-6f));
  }

  @Test
  void givesAFrameTheMediansOfItsImages() {
    ChannelStatistics low = new ChannelStatistics(10, 1, 8, 410);
    ChannelStatistics middle = new ChannelStatistics(20, 3, 14, 1220);
    ChannelStatistics high = new ChannelStatistics(60, 2, 56, 860);
    assertThat(StatisticsEstimator.combine(List.of(List.of(high), List.of(low), List.of(middle))))
        .containsExactly(new ChannelStatistics(20, 2, 14, 860));
    assertThat(StatisticsEstimator.combine(List.of(List.of(low, high), List.of(middle))))
        .containsExactly(new ChannelStatistics(15, 2, 11, 815), high);
  }

  @Test
  void passesOnThatTheSourceFailedAndLeavesNothing() {
    ArraySource image = stars(1, 700, 1600);
    assertThatThrownBy(
            () ->
                new StatisticsEstimator(scratch, Workers.ALONE, 1000)
                    .estimate(new FailingSource(image, 800)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut short");
    assertThat(scratch).isEmptyDirectory();
    assertThat(Files.exists(scratch)).isTrue();
  }

  static ArraySource stars(int channels, int width, int height) {
    Random random = new Random(width * 31L + height);
    return ArraySource.of(
        channels,
        height,
        width,
        (c, x, y) ->
            (float)
                (100 * c
                    + 50
                    + 7 * random.nextGaussian()
                    + (random.nextInt(20) == 0 ? 1000 * random.nextDouble() : 0)));
  }

  private static void assertMatches(ArraySource image, List<ChannelStatistics> found) {
    assertThat(found).hasSize(image.channels());
    for (int channel = 0; channel < image.channels(); channel++) {
      ReferenceStatistics expected = ReferenceStatistics.of(image, channel);
      double tolerance = 1e-6 * (Math.abs(expected.background()) + 10 * expected.mad());
      assertThat((double) found.get(channel).background())
          .isCloseTo(expected.background(), within(tolerance));
      assertThat((double) found.get(channel).mad()).isCloseTo(expected.mad(), within(tolerance));
    }
  }
}
