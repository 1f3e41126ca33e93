package org.visiomatic.tiler.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.visiomatic.tiler.pyramid.ValueHistogram;

/// Counting finds what sorting finds.
class SampleTest {

  @Property(tries = 200)
  void keysSortAsFloatsDo(@ForAll float first, @ForAll float second) {
    int order = Integer.compareUnsigned(FloatOrder.key(first), FloatOrder.key(second));
    assertThat(Integer.signum(order)).isEqualTo(Integer.signum(Float.compare(first, second)));
    assertThat(FloatOrder.value(FloatOrder.key(first))).isEqualTo(first);
  }

  @Property(tries = 60)
  void countingAgreesWithSorting(
      @ForAll @Size(min = 1, max = 40) float[] seeds,
      @ForAll @IntRange(min = ValueSample.SORT_BELOW, max = 70_000) int width,
      @ForAll float centre)
      throws Exception {
    // A few values, repeated: ties and wide gaps around the middle.
    ArraySource image = ArraySource.of(1, 1, width, (c, x, y) -> seeds[x * seeds.length / width]);
    SampleGrid grid = new SampleGrid(width, 1);
    Sample sample = ValueSample.of(image, 0, grid, new HeapStore(grid), Workers.ALONE);

    assertThat(sample.median(Measure.VALUE)).isEqualTo(median(image.pixels()));
    float[] distances = new float[width];
    for (int i = 0; i < width; i++) {
      distances[i] = Math.abs(image.pixels()[i] - centre);
    }
    assertThat(sample.median(Measure.distanceFrom(centre))).isEqualTo(median(distances));
  }

  @Property(tries = 60)
  void countsEveryValueInItsStep(
      @ForAll @Size(min = 1, max = 40) float[] seeds,
      @ForAll @IntRange(min = 1, max = 70_000) int width)
      throws Exception {
    ArraySource image =
        ArraySource.of(1, 1, width, (c, x, y) -> seeds[x * seeds.length / width] + x % 7);
    SampleGrid grid = new SampleGrid(width, 1);
    Sample sample = ValueSample.of(image, 0, grid, new HeapStore(grid), Workers.ALONE);
    ValueHistogram histogram = sample.histogram();

    float[] sorted = image.pixels().clone();
    Arrays.sort(sorted);
    int beyond = (int) ((width - 1) * 0.001);
    assertThat(histogram.low()).isEqualTo(sorted[beyond]);
    assertThat(histogram.high()).isEqualTo(sorted[width - 1 - beyond]);
    long below = 0;
    long above = 0;
    long[] counts = new long[ValueHistogram.BINS];
    for (float value : sorted) {
      double place =
          ((double) value - histogram.low()) / ((double) histogram.high() - histogram.low());
      if (value < histogram.low()) {
        below++;
      } else if (value > histogram.high()) {
        above++;
      } else {
        counts[Math.min(255, (int) (256 * place))]++;
      }
    }
    assertThat(histogram.below()).isEqualTo(below).isLessThanOrEqualTo(beyond);
    assertThat(histogram.above()).isEqualTo(above).isLessThanOrEqualTo(beyond);
    // A value on the border of two bins may fall into either.
    long found = 0;
    long expected = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      found += histogram.counts().get(bin);
      expected += counts[bin];
      assertThat(Math.abs(found - expected)).isLessThanOrEqualTo(width / seeds.length + 1L);
    }
    assertThat(found).isEqualTo(expected);
  }

  private static float median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return (float) (((double) sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }
}
