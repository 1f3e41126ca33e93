package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Writes the tiles and the shards of one level. Safe for use by many threads.
final class LevelWriter {

  private final Path pyramid;
  private final Path spill;
  private final ShardGrid grid;
  private final SampleCodec codec;
  private final ShardFiles files;
  private final TilePackers packers;
  private final Map<Long, ShardWriter> shards = new ConcurrentHashMap<>();

  /// @param pyramid the folder of the pyramid
  /// @param spill a folder for files that are needed until the end at most
  LevelWriter(Path pyramid, Path spill, ShardGrid grid, ShardFiles files, TilePackers packers) {
    this.pyramid = pyramid;
    this.spill = spill;
    this.grid = grid;
    this.codec = SampleCodec.of(grid.format());
    this.files = files;
    this.packers = packers;
  }

  private ShardWriter open(long shard) {
    Path file = grid.file(pyramid, shard);
    return grid.hasFixedPlaces()
        ? new FixedShardWriter(grid, shard, file, files)
        : new PackedShardWriter(
            grid, shard, file, spill.resolve(grid.level() + "-" + shard), files);
  }

  /// @param pieces may keep the bytes until it is flushed
  void write(TileKey key, float[] pixels, int offset, int stride, GatheredPieces pieces)
      throws IOException {
    PyramidGeometry geometry = grid.geometry();
    int width = geometry.tileWidth(key.level(), key.column());
    int height = geometry.tileHeight(key.level(), key.row());
    ShardWriter shard =
        shards.computeIfAbsent(grid.shardOf(key.channel(), key.row(), key.column()), this::open);
    shard.tiles().begin(grid.slotOf(key.channel(), key.row(), key.column()), key);
    TilePacker packer = packers.take();
    try {
      MemorySegment tile = packer.tile();
      boolean any = codec.encode(pixels, offset, stride, width, height, tile, grid.rowBytes());
      if (!grid.sharesBorders()) {
        codec.pad(tile, width, height, grid);
      }
      shard.write(key, packer, any, pieces);
    } finally {
      packers.give(packer);
    }
  }

  void read(TileParts.Rectangle area, TileParts.Target target) throws IOException {
    TileParts.visit(
        grid.geometry(),
        area,
        target,
        (row, column, x, y, width, height, offset) -> {
          TileKey key = new TileKey(grid.level(), area.channel(), row, column);
          ShardWriter shard = shards.get(grid.shardOf(area.channel(), row, column));
          int slot = grid.slotOf(area.channel(), row, column);
          if (shard == null || !shard.tiles().isStored(slot)) {
            target.fill(offset, width, height);
            return;
          }
          TilePacker packer = packers.take();
          try {
            int rowBytes = grid.rowBytes();
            int sample = grid.format().type().bytes();
            long count = (height - 1L) * rowBytes + (long) width * sample;
            long start = shard.load(key, packer, (long) y * rowBytes + (long) x * sample, count);
            codec.decode(
                packer.tile(),
                start,
                rowBytes,
                width,
                height,
                target.pixels(),
                offset,
                target.stride());
          } finally {
            packers.give(packer);
          }
        });
  }

  /// Writes the indexes, flushes the shards to the disk and tells what the group document says
  /// about the level.
  ///
  /// @throws IllegalStateException when a tile that may not be left out was not written
  void finish(ObjectNode summary) throws IOException {
    ArrayNode empty = summary.putArray("empty_shards");
    CRC32C check = new CRC32C();
    for (long shard = 0; shard < grid.shards(); shard++) {
      ShardWriter writer = shards.get(shard);
      requireComplete(shard, writer);
      if (writer == null || !writer.tiles().anyStored()) {
        empty.add(grid.name(shard));
        continue;
      }
      writer.finish();
      check.update(checks(writer.tiles()));
    }
    summary.put("crc32c", "%08x".formatted((int) check.getValue()));
  }

  private void requireComplete(long shard, @Nullable ShardWriter writer) {
    int missing = grid.elides() ? -1 : writer == null ? 0 : writer.tiles().firstUnstored();
    if (missing >= 0) {
      throw new IllegalStateException(
          "The %s was not written, but every tile of the format %s must be."
              .formatted(grid.tileIn(shard, missing), grid.format()));
    }
  }

  private static ByteBuffer checks(WrittenTiles tiles) {
    ByteBuffer checks =
        ByteBuffer.allocate(tiles.slots() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int slot = 0; slot < tiles.slots(); slot++) {
      checks.putInt(tiles.check(slot));
    }
    return checks.flip();
  }
}
