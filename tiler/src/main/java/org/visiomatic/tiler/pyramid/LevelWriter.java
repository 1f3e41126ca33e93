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
  private final ShardGrid grid;
  private final SampleCodec codec;
  private final ShardFiles files;
  private final TileBuffers buffers;
  private final Map<Long, WrittenTiles> shards = new ConcurrentHashMap<>();

  LevelWriter(Path pyramid, ShardGrid grid, ShardFiles files, TileBuffers buffers) {
    this.pyramid = pyramid;
    this.grid = grid;
    this.codec = SampleCodec.of(grid.format());
    this.files = files;
    this.buffers = buffers;
  }

  void write(TileKey key, float[] pixels, int offset, int stride) throws IOException {
    PyramidGeometry geometry = grid.geometry();
    int width = geometry.tileWidth(key.level(), key.column());
    int height = geometry.tileHeight(key.level(), key.row());
    long shard = grid.shardOf(key.channel(), key.row(), key.column());
    int slot = grid.slotOf(key.channel(), key.row(), key.column());
    WrittenTiles tiles =
        shards.computeIfAbsent(shard, number -> new WrittenTiles(grid.slots(number)));
    tiles.begin(slot, key);
    MemorySegment tile = buffers.take();
    try {
      boolean any = codec.encode(pixels, offset, stride, width, height, tile, grid.rowBytes());
      if (!any && grid.elides()) {
        tiles.empty(slot);
        return;
      }
      tiles.stored(slot, store(key, grid.file(pyramid, shard), tile, width, height));
    } finally {
      buffers.give(tile);
    }
  }

  /// Writes the pixels of a tile that are inside the image and gives their CRC-32C.
  private int store(TileKey key, Path file, MemorySegment tile, int width, int height)
      throws IOException {
    long offset = grid.offsetOf(key.channel(), key.row(), key.column());
    int rowBytes = grid.rowBytes();
    int valid = width * grid.format().type().bytes();
    // Tiles at the right border share their room with others, row by row.
    int parts = valid == rowBytes ? 1 : height;
    int bytes = valid == rowBytes ? height * rowBytes : valid;
    CRC32C check = new CRC32C();
    for (int part = 0; part < parts; part++) {
      long start = (long) part * rowBytes;
      ByteBuffer pixels = tile.asSlice(start, bytes).asByteBuffer();
      check.update(pixels.duplicate());
      files.write(file, pixels, offset + start);
    }
    return (int) check.getValue();
  }

  void read(TileParts.Rectangle area, TileParts.Target target) throws IOException {
    TileParts.visit(
        grid.geometry(),
        area,
        target,
        (row, column, x, y, width, height, offset) -> {
          if (isStored(area.channel(), row, column)) {
            MemorySegment buffer = buffers.take();
            try {
              int rowBytes = grid.rowBytes();
              int sample = grid.format().type().bytes();
              long bytes = (height - 1L) * rowBytes + (long) (x + width) * sample;
              files.read(
                  grid.file(pyramid, grid.shardOf(area.channel(), row, column)),
                  buffer.asSlice(0, bytes).asByteBuffer(),
                  grid.offsetOf(area.channel(), row, column) + (long) y * rowBytes);
              long start = (long) x * sample;
              codec.decode(
                  buffer, start, rowBytes, width, height, target.pixels(), offset, target.stride());
            } finally {
              buffers.give(buffer);
            }
          } else {
            target.fill(offset, width, height);
          }
        });
  }

  private boolean isStored(int channel, int row, int column) {
    WrittenTiles tiles = shards.get(grid.shardOf(channel, row, column));
    return tiles != null && tiles.isStored(grid.slotOf(channel, row, column));
  }

  /// Writes the indexes, flushes the shards to the disk and tells what the group document says
  /// about the level.
  ///
  /// @throws IllegalStateException when a tile that may not be left out was not written
  void finish(ObjectNode summary) throws IOException {
    ArrayNode empty = summary.putArray("empty_shards");
    CRC32C check = new CRC32C();
    for (long shard = 0; shard < grid.shards(); shard++) {
      WrittenTiles tiles = shards.get(shard);
      requireComplete(shard, tiles);
      if (tiles == null || !tiles.anyStored()) {
        empty.add(grid.name(shard));
        continue;
      }
      Path file = grid.file(pyramid, shard);
      ByteBuffer index = ShardIndex.encode(tiles.offsets(grid, shard), grid.tileBytes());
      files.write(file, index, grid.indexOffset(shard));
      files.force(file);
      check.update(checks(tiles));
    }
    summary.put("crc32c", "%08x".formatted((int) check.getValue()));
  }

  private void requireComplete(long shard, @Nullable WrittenTiles tiles) {
    int missing = grid.elides() ? -1 : tiles == null ? 0 : tiles.firstUnstored();
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
