package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.visiomatic.tiler.pyramid.SampleFormat;

class StorageFormatsTest {

  /// What a pyramid does: rounds the physical value to a stored number, and later computes the
  /// physical value of that.
  @Property(tries = 200)
  void givesBackEveryPhysicalValueExactly(
      @ForAll @DoubleRange(min = -100, max = 100) double scale,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double offset,
      @ForAll @IntRange(min = -40_000, max = 40_000) int blank) {
    Scaling scaling = new Scaling(scale, offset, true, blank);
    for (int bitpix : new int[] {8, 16}) {
      SampleFormat format = StorageFormats.of(bitpix, scaling);
      if (format.equals(SampleFormat.FLOAT32)) {
        continue;
      }
      for (float value : StoredPixels.table(bitpix, scaling)) {
        if (Float.isNaN(value)) {
          assertThat(format.fill()).hasValue(blank);
        } else {
          long stored = Math.round((value - format.offset()) / format.scale());
          assertThat((float) (format.offset() + format.scale() * stored)).isEqualTo(value);
          assertThat(stored).isNotEqualTo(format.fill().orElse(Integer.MAX_VALUE));
        }
      }
    }
  }
}
