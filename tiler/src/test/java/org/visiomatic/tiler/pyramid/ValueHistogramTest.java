package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ValueHistogramTest {

  private static ValueHistogram flat(float low, float high, long each) {
    return new ValueHistogram(low, high, 3, 5, Collections.nCopies(256, each));
  }

  @Test
  void combinesNeighboursIntoOneRange() {
    ValueHistogram both = ValueHistogram.combine(List.of(flat(0, 256, 10), flat(256, 512, 30)));
    assertThat(both.low()).isZero();
    assertThat(both.high()).isEqualTo(512);
    assertThat(both.below()).isEqualTo(6);
    assertThat(both.above()).isEqualTo(10);
    assertThat(both.counts().subList(0, 128)).containsOnly(20L);
    assertThat(both.counts().subList(128, 256)).containsOnly(60L);
  }

  @Test
  void keepsASingleOneAsItIsAndLeavesOutTheUnknown() {
    ValueHistogram one = flat(1, 2, 3);
    assertThat(ValueHistogram.combine(List.of(ValueHistogram.NONE, one))).isEqualTo(one);
    assertThat(ValueHistogram.combine(List.of())).isEqualTo(ValueHistogram.NONE);
  }

  @Test
  void combinesConstantChannels() {
    ValueHistogram both = ValueHistogram.combine(List.of(flat(7, 7, 1), flat(7, 7, 2)));
    assertThat(total(both)).isEqualTo(3 * 256);
  }

  @Property(tries = 100)
  void losesNoValue(
      @ForAll @Size(512) List<@LongRange(min = 0, max = 1_000_000) Long> counts,
      @ForAll float first,
      @ForAll float second) {
    ValueHistogram a = histogram(first, 10 + Math.abs(first), counts.subList(0, 256));
    ValueHistogram b = histogram(second, Math.abs(second), counts.subList(256, 512));
    ValueHistogram both = ValueHistogram.combine(List.of(a, b));
    assertThat(total(both)).isEqualTo(total(a) + total(b));
    assertThat(both.counts()).allMatch(count -> count >= 0);
  }

  private static ValueHistogram histogram(float low, float high, List<Long> counts) {
    return new ValueHistogram(low, high, 0, 0, counts);
  }

  private static long total(ValueHistogram histogram) {
    return histogram.counts().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void refusesWhatCannotBe() {
    List<Long> few = LongStream.range(0, 5).boxed().toList();
    assertThatThrownBy(() -> new ValueHistogram(0, 1, 0, 0, few))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ValueHistogram(Float.NaN, 1, 0, 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
