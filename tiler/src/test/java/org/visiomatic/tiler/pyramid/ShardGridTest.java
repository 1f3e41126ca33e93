package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShardGridTest {

  @Property(tries = 60)
  void givesEachTileItsOwnSlotAndEntryWithoutGaps(
      @ForAll @IntRange(min = 1, max = 20) int channels,
      @ForAll @IntRange(min = 1, max = 150) int rows,
      @ForAll @IntRange(min = 1, max = 150) int columns) {
    PyramidGeometry geometry = PyramidFixtures.geometry(channels, rows, columns, 1, 1);
    ShardGrid grid = new ShardGrid(geometry, 0, SampleFormat.FLOAT32, Storage.PLAIN);
    assertThat(grid.entries()).isLessThanOrEqualTo(ShardGrid.MAXIMUM_TILES);
    Map<Long, Set<Integer>> slots = new HashMap<>();
    Map<Long, Set<Integer>> entries = new HashMap<>();
    for (TileKey key : PyramidFixtures.tiles(geometry)) {
      if (key.level() > 0) {
        break;
      }
      long shard = grid.shardOf(key.channel(), key.row(), key.column());
      int slot = grid.slotOf(key.channel(), key.row(), key.column());
      assertThat(grid.tileIn(shard, slot)).isEqualTo(key);
      slots.computeIfAbsent(shard, number -> new HashSet<>()).add(slot);
      entries
          .computeIfAbsent(shard, number -> new HashSet<>())
          .add(grid.entryOf(key.channel(), key.row(), key.column()));
    }
    assertThat(slots).hasSize((int) grid.shards());
    slots.forEach(
        (shard, taken) -> {
          assertThat(taken).hasSize(grid.slots(shard)).allMatch(slot -> slot < grid.slots(shard));
          assertThat(entries.get(shard))
              .hasSameSizeAs(taken)
              .allMatch(entry -> entry < grid.entries());
        });
    assertThat(slots.values().stream().mapToLong(Set::size).sum())
        .isEqualTo((long) channels * rows * columns);
  }

  @Property(tries = 200)
  void givesThePixelsInsideTheImageRoomOfTheirOwn(
      @ForAll @IntRange(min = 1, max = 3) int channels,
      @ForAll @IntRange(min = 1, max = 140) int height,
      @ForAll @IntRange(min = 1, max = 140) int width,
      @ForAll @IntRange(min = 1, max = 20) int tileHeight,
      @ForAll @IntRange(min = 1, max = 20) int tileWidth) {
    PyramidGeometry geometry =
        PyramidFixtures.geometry(channels, height, width, tileHeight, tileWidth);
    ShardGrid grid = new ShardGrid(geometry, 0, PyramidFixtures.UINT8, Storage.PLAIN);
    Map<Long, BitSet> taken = new HashMap<>();
    for (TileKey key : PyramidFixtures.tiles(geometry)) {
      if (key.level() > 0) {
        break;
      }
      long shard = grid.shardOf(key.channel(), key.row(), key.column());
      long offset = grid.offsetOf(key.channel(), key.row(), key.column());
      assertThat(offset + grid.tileBytes()).isLessThanOrEqualTo(grid.indexOffset(shard));
      BitSet bytes = taken.computeIfAbsent(shard, number -> new BitSet());
      for (int j = 0; j < geometry.tileHeight(0, key.row()); j++) {
        int start = (int) offset + j * grid.rowBytes();
        int end = start + geometry.tileWidth(0, key.column());
        assertThat(bytes.get(start, end).isEmpty()).isTrue();
        bytes.set(start, end);
      }
    }
    assertThat(taken.values().stream().mapToLong(BitSet::cardinality).sum())
        .isEqualTo((long) channels * height * width);
    // Behind the last pixel there is less than a tile of padding.
    taken.forEach(
        (shard, bytes) ->
            assertThat(grid.indexOffset(shard))
                .isBetween((long) bytes.length(), bytes.length() + grid.tileBytes() - 1L));
  }

  @Test
  void keepsWithinTheBudgetOfDiskSpace() {
    PyramidGeometry geometry = PyramidFixtures.geometry(1, 10_000, 10_000, 256, 256);
    assertThat(bytesPerPixel(geometry, SampleFormat.FLOAT32)).isLessThan(5.4);
    assertThat(bytesPerPixel(geometry, PyramidFixtures.UINT16_BLANK)).isLessThan(3.4);
  }

  private static double bytesPerPixel(PyramidGeometry geometry, SampleFormat format) {
    double bytes = 0;
    for (int level = 0; level < geometry.levels(); level++) {
      ShardGrid grid = new ShardGrid(geometry, level, format, Storage.PLAIN);
      for (long shard = 0; shard < grid.shards(); shard++) {
        bytes += grid.fileBytes(shard);
      }
    }
    return bytes / geometry.height() / geometry.width();
  }

  @Test
  void keepsShardsOfGigapixelImagesAtAGibibyte() {
    PyramidGeometry geometry = PyramidFixtures.geometry(3, 100_000, 100_000, 256, 256);
    ShardGrid grid = new ShardGrid(geometry, 0, SampleFormat.FLOAT32, Storage.PLAIN);
    assertThat(grid.shards()).isEqualTo(3 * 49);
    assertThat(grid.fileBytes(0)).isEqualTo((1L << 30) + 4096 * 16 + 4);
    assertThat(grid.name(146)).isEqualTo("c/2/6/6");
  }

  @Test
  void countsBytesOfHugeTilesInLongs() {
    PyramidGeometry geometry = PyramidFixtures.geometry(1, 300_000, 300_000, 4096, 4096);
    ShardGrid grid = new ShardGrid(geometry, 0, SampleFormat.FLOAT32, Storage.PLAIN);
    assertThat(grid.fileBytes(0)).isEqualTo((1L << 38) + 4096 * 16 + 4);
  }

  @Test
  void putsSmallPlanesOfACubeIntoOneShard() {
    PyramidGeometry geometry = PyramidFixtures.geometry(1000, 60, 50, 256, 256);
    assertThat(new ShardGrid(geometry, 0, SampleFormat.FLOAT32, Storage.PLAIN).shards()).isOne();
  }
}
