package org.visiomatic.tiler.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.PixelSource;

/// Counting numbers finds what keeping values finds.
class CountedSampleTest {

  private static final int SIDE = 1100;
  private static final SampleGrid GRID = new SampleGrid(SIDE, SIDE);

  @Property(tries = 40)
  void agreesWithASampleThatKeepsEveryValue(
      @ForAll SampleFormat.Type type,
      @ForAll @IntRange(min = 0, max = 3) int scaling,
      @ForAll @IntRange(min = 1, max = 7) int bits,
      @ForAll long seed)
      throws Exception {
    if (type == SampleFormat.Type.FLOAT32) {
      return;
    }
    double scale = new double[] {1, 0.1, -2, 1e-3}[scaling];
    double offset = new double[] {0, 32.5, 7, -1}[scaling];
    Integers image =
        Integers.of(new SampleFormat(type, scale, offset, OptionalInt.of(5)), bits, seed);
    Sample counted = CountedSample.of(image, 0, GRID, Workers.ALONE);
    Sample kept = ValueSample.of(image, 0, GRID, new HeapStore(GRID), Workers.ALONE);
    assertSame(counted, kept);
    assertThat(counted.histogram()).isEqualTo(kept.histogram());
    counted.divide(3.7f);
    kept.divide(3.7f);
    assertSame(counted, kept);
    float median = kept.median(Measure.VALUE);
    float limit = 1.5f * kept.median(Measure.distanceFrom(median));
    counted.clip(median, limit);
    kept.clip(median, limit);
    assertSame(counted, kept);
  }

  private static void assertSame(Sample counted, Sample kept) throws Exception {
    Moments found = counted.moments();
    Moments expected = kept.moments();
    assertThat(found.count()).isEqualTo(expected.count());
    assertThat(found.mean())
        .isCloseTo(expected.mean(), within(1e-9 * (1 + Math.abs(expected.mean()))));
    assertThat(found.deviation())
        .isCloseTo(expected.deviation(), within(1e-7 * (1 + expected.deviation())));
    float median = kept.median(Measure.VALUE);
    assertThat(counted.median(Measure.VALUE)).isEqualTo(median);
    for (float centre : new float[] {median, median + 3, -1e6f, 1e6f}) {
      Measure distance = Measure.distanceFrom(centre);
      assertThat(counted.median(distance)).isEqualTo(kept.median(distance));
    }
  }

  @Test
  void hasNoMedianWithoutValues() throws Exception {
    SampleFormat format = new SampleFormat(SampleFormat.Type.INT16, 1, 0, OptionalInt.of(0));
    PixelSource image = new Integers(ArraySource.of(1, SIDE, SIDE, (c, x, y) -> Float.NaN), format);
    Sample sample = CountedSample.of(image, 0, GRID, Workers.ALONE);
    assertThat(sample.moments()).isEqualTo(Moments.NONE);
    assertThatThrownBy(() -> sample.median(Measure.VALUE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void suitsLargeImagesOfFewNumbers() {
    SampleFormat format = new SampleFormat(SampleFormat.Type.UINT8, 1, 0, OptionalInt.empty());
    Integers image = Integers.of(format, 3, 1);
    assertThat(CountedSample.suits(image, GRID)).isTrue();
    assertThat(CountedSample.suits(image, new SampleGrid(500, 500))).isFalse();
    assertThat(CountedSample.suits(image.pixels(), GRID)).isFalse();
  }

  /// An image of stored numbers.
  private record Integers(ArraySource pixels, SampleFormat format) implements PixelSource {

    /// @param bits how far the numbers scatter
    private static Integers of(SampleFormat format, int bits, long seed) {
      Random random = new Random(seed);
      int middle = format.type() == SampleFormat.Type.INT16 ? 0 : 127;
      int fill = format.fill().orElse(-1);
      return new Integers(
          ArraySource.of(
              1,
              SIDE,
              SIDE,
              (c, x, y) -> {
                int number =
                    middle + random.nextInt(1 << bits) - (1 << (bits - 1)) + (x == 7 ? 1 : 0);
                return number == fill
                    ? Float.NaN
                    : (float) (format.offset() + format.scale() * number);
              }),
          format);
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int height() {
      return SIDE;
    }

    @Override
    public int width() {
      return SIDE;
    }

    @Override
    public void read(
        int channel, int x, int y, int width, int height, float[] target, int offset, int stride) {
      pixels.read(channel, x, y, width, height, target, offset, stride);
    }
  }
}
