package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.UnreadableSourceException;
import org.visiomatic.tiler.stats.ArraySource;
import org.visiomatic.tiler.stats.FailingSource;

class CascadeTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 256, 256",
    "1, 255, 257, 256, 256",
    "1, 1, 100000, 256, 256",
    "1, 100000, 1, 256, 256",
    "1, 1030, 1025, 128, 128",
    "53, 70, 90, 16, 16",
    "2, 300, 300, 1, 1",
    "1, 300, 300, 7, 3",
    "1, 300, 300, 4096, 4096",
    "1, 2, 100000, 64, 1",
    "1, 513, 512, 64, 64"
  })
  void makesEveryLevelByTheDefinition(
      int channels, int height, int width, int tileHeight, int tileWidth) throws Exception {
    ArraySource image = noise(channels, height, width, 0.01, 1);
    for (long memory : new long[] {192 << 20, 1 << 18, 1}) {
      assertMatchesDefinition(image, new TileSize(tileHeight, tileWidth), 2, memory);
    }
  }

  @Property(tries = 150)
  void makesEveryLevelOfAnyImageByTheDefinition(
      @ForAll @IntRange(min = 1, max = 3) int channels,
      @ForAll @IntRange(min = 1, max = 400) int height,
      @ForAll @IntRange(min = 1, max = 400) int width,
      @ForAll @IntRange(min = 1, max = 70) int tileHeight,
      @ForAll @IntRange(min = 1, max = 70) int tileWidth,
      @ForAll @IntRange(min = 0, max = 4) int invalid,
      @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll @IntRange(min = 0, max = 20) int memoryLog,
      @ForAll long seed)
      throws Exception {
    ArraySource image = noise(channels, height, width, invalid * 0.25, seed);
    assertMatchesDefinition(image, new TileSize(tileHeight, tileWidth), threads, 1L << memoryLog);
  }

  @Test
  void endsWithTheFailureOfTheSource() {
    ArraySource image = noise(1, 2000, 100, 0, 1);
    PyramidGeometry geometry = new PyramidGeometry(1, 2000, 100, TileSize.DEFAULT);
    try (WorkerPool workers = new WorkerPool(2)) {
      assertThatThrownBy(
              () ->
                  Cascade.run(
                      DisplayRows.of(new FailingSource(image, 900)),
                      Pass.plan(geometry, 2, 1 << 20),
                      new MemoryTiles(geometry),
                      workers,
                      pixels -> {}))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessage("The file is cut short.");
    }
  }

  private static void assertMatchesDefinition(
      ArraySource image, TileSize tile, int threads, long memory) throws Exception {
    PyramidGeometry geometry =
        new PyramidGeometry(image.channels(), image.height(), image.width(), tile);
    MemoryTiles tiles = new MemoryTiles(geometry);
    List<Pass> passes = Pass.plan(geometry, threads, memory);
    AtomicLong read = new AtomicLong();
    try (WorkerPool workers = new WorkerPool(threads)) {
      Cascade.run(DisplayRows.of(image), passes, tiles, workers, read::addAndGet);
    }
    assertThat(read).hasValue(passes.stream().mapToLong(Pass::pixels).sum());
    for (int channel = 0; channel < image.channels(); channel++) {
      ReferencePyramid expected = ReferencePyramid.of(image, channel);
      for (int level = 0; level < geometry.levels(); level++) {
        assertThat(Arrays.mismatch(tiles.level(level, channel), expected.pixels()))
            .describedAs("first other pixel of level %d of channel %d", level, channel)
            .isEqualTo(-1);
        expected = expected.halved();
      }
    }
  }

  static ArraySource noise(int channels, int height, int width, double invalid, long seed) {
    Random random = new Random(seed);
    return ArraySource.of(
        channels,
        height,
        width,
        (c, x, y) ->
            random.nextDouble() < invalid ? Float.NaN : (float) (100 + 10 * random.nextGaussian()));
  }
}
