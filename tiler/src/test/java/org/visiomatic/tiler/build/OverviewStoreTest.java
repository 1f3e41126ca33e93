package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileKey;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.stats.ArraySource;

class OverviewStoreTest {

  @Property(tries = 100)
  void keepsTheUpperLevelsOfAnyImageByTheDefinition(
      @ForAll @IntRange(min = 1, max = 3) int channels,
      @ForAll @IntRange(min = 1, max = 400) int height,
      @ForAll @IntRange(min = 1, max = 400) int width,
      @ForAll @IntRange(min = 1, max = 70) int tileHeight,
      @ForAll @IntRange(min = 1, max = 70) int tileWidth,
      @ForAll @IntRange(min = 1, max = 4) int finest,
      @ForAll long seed)
      throws Exception {
    ArraySource image = CascadeTest.noise(channels, height, width, 0.25, seed);
    PyramidGeometry geometry =
        new PyramidGeometry(channels, height, width, new TileSize(tileHeight, tileWidth));
    OverviewStore store = new OverviewStore(geometry, Math.min(finest, geometry.levels()));
    try (WorkerPool workers = new WorkerPool(2)) {
      Cascade.run(
          DisplayRows.of(image), Pass.plan(geometry, 2, 192 << 20), store, workers, pixels -> {});
    }
    for (int channel = 0; channel < channels; channel++) {
      ReferencePyramid expected = ReferencePyramid.of(image, channel);
      for (int level = 0; level < geometry.levels(); level++) {
        if (level >= finest) {
          float[] found = new float[expected.width() * expected.height()];
          store.read(
              level,
              channel,
              0,
              0,
              expected.width(),
              expected.height(),
              found,
              0,
              expected.width());
          assertThat(found).isEqualTo(expected.pixels());
        }
        expected = expected.halved();
      }
    }
  }

  @Test
  void readsARectangleIntoItsPlace() {
    OverviewStore store = new OverviewStore(new PyramidGeometry(1, 6, 8, new TileSize(2, 2)), 1);
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        float first = 10 * row + column;
        float[] pixels = {first, first + 0.25f, first + 0.5f, first + 0.75f};
        store.write(new TileKey(1, 0, row, column), pixels, 0, 2);
      }
    }
    float[] target = new float[7];
    store.read(1, 0, 1, 0, 2, 3, target, 1, 2);
    assertThat(target).containsExactly(0, 0.25f, 1, 0.75f, 1.5f, 10.25f, 11);
  }

  @Test
  void refusesWhatItDoesNotHave() {
    PyramidGeometry geometry = new PyramidGeometry(2, 1000, 2000, TileSize.DEFAULT);
    OverviewStore store = new OverviewStore(geometry, 2);
    float[] target = new float[4];
    assertThatThrownBy(() -> store.read(1, 0, 0, 0, 1, 1, target, 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Level 1 was asked for, but the overview begins with level 2.");
    assertThatThrownBy(() -> store.read(4, 0, 0, 0, 1, 1, target, 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store.read(2, 2, 0, 0, 1, 1, target, 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store.read(2, 0, 499, 0, 2, 1, target, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void takesAsManyLevelsAsFitButNotTheImageItself() {
    PyramidGeometry geometry = new PyramidGeometry(2, 1000, 2000, TileSize.DEFAULT);
    long last = 2 * Float.BYTES * 250 * 125;
    long two = last + 2 * Float.BYTES * 500 * 250;
    assertThat(OverviewStore.bytes(geometry, 2)).isEqualTo(two);
    assertThat(OverviewStore.finestWithin(geometry, last - 1)).isEmpty();
    assertThat(OverviewStore.finestWithin(geometry, last)).isEqualTo(OptionalInt.of(3));
    assertThat(OverviewStore.finestWithin(geometry, two)).isEqualTo(OptionalInt.of(2));
    assertThat(OverviewStore.finestWithin(geometry, Long.MAX_VALUE)).isEqualTo(OptionalInt.of(1));
    PyramidGeometry single = new PyramidGeometry(1, 100, 100, TileSize.DEFAULT);
    assertThat(OverviewStore.finestWithin(single, Long.MAX_VALUE)).isEmpty();
  }
}
