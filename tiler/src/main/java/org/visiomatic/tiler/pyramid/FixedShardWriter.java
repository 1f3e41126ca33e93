package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;

/// Writes a shard whose tiles have their places before they come.
final class FixedShardWriter extends ShardWriter {

  FixedShardWriter(ShardGrid grid, long number, Path file, ShardFiles files) {
    super(grid, number, file, files);
  }

  @Override
  void store(int slot, TileKey key, TilePacker packer, GatheredPieces pieces) throws IOException {
    long offset = grid().offsetOf(key.channel(), key.row(), key.column());
    if (!grid().sharesBorders()) {
      pieces.write(file(), packer.pack(grid().tileBytes()), offset);
      return;
    }
    TileRuns runs = grid().runs(key.row(), key.column());
    for (int run = 0; run < runs.count(); run++) {
      long start = (long) run * runs.stride();
      pieces.write(file(), packer.tile().asSlice(start, runs.bytes()), offset + start);
    }
  }

  @Override
  long load(TileKey key, TilePacker packer, long from, long count) throws IOException {
    long offset = grid().offsetOf(key.channel(), key.row(), key.column());
    files().read(file(), packer.tile().asSlice(0, count).asByteBuffer(), offset + from);
    return 0;
  }

  @Override
  void complete() {}

  @Override
  void finish() throws IOException {
    ShardIndex index = new ShardIndex(grid().entries());
    for (int slot = 0; slot < tiles().slots(); slot++) {
      if (tiles().isStored(slot)) {
        TileKey key = grid().tileIn(number(), slot);
        index.put(
            grid().entryOf(key.channel(), key.row(), key.column()),
            grid().offsetOf(key.channel(), key.row(), key.column()),
            grid().mostStored());
      }
    }
    files().write(file(), index.encode(), grid().indexOffset(number()));
    files().force(file());
  }
}
