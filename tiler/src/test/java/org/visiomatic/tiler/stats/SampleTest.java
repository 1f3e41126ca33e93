package org.visiomatic.tiler.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

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
      @ForAll @IntRange(min = Sample.SORT_BELOW, max = 70_000) int width,
      @ForAll float centre)
      throws Exception {
    // A few values, repeated: ties and wide gaps around the middle.
    ArraySource image = ArraySource.of(1, 1, width, (c, x, y) -> seeds[x * seeds.length / width]);
    SampleGrid grid = new SampleGrid(width, 1);
    Sample sample = Sample.of(image, 0, grid, new HeapStore(grid), Workers.ALONE);

    assertThat(sample.median(Measure.VALUE)).isEqualTo(median(image.pixels()));
    float[] distances = new float[width];
    for (int i = 0; i < width; i++) {
      distances[i] = Math.abs(image.pixels()[i] - centre);
    }
    assertThat(sample.median(Measure.distanceFrom(centre))).isEqualTo(median(distances));
  }

  private static float median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return (float) (((double) sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }
}
