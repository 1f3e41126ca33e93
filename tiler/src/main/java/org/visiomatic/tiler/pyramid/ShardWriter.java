package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;

/// Writes the tiles of one shard. Safe for use by many threads.
abstract sealed class ShardWriter permits FixedShardWriter, PackedShardWriter {

  private final ShardGrid grid;
  private final long number;
  private final Path file;
  private final ShardFiles files;
  private final WrittenTiles tiles;

  /// @param number of the shard in the grid
  /// @param file where it is to stand
  ShardWriter(ShardGrid grid, long number, Path file, ShardFiles files) {
    this.grid = grid;
    this.number = number;
    this.file = file;
    this.files = files;
    this.tiles = new WrittenTiles(grid.slots(number));
  }

  final ShardGrid grid() {
    return grid;
  }

  final long number() {
    return number;
  }

  final Path file() {
    return file;
  }

  final ShardFiles files() {
    return files;
  }

  /// What is known of the tiles so far.
  final WrittenTiles tiles() {
    return tiles;
  }

  /// Takes the tile that the packer holds, unless it has no value and can be left out.
  ///
  /// @param any whether it has a value
  /// @param pieces may keep the bytes until it is flushed
  final void write(TileKey key, TilePacker packer, boolean any, GatheredPieces pieces)
      throws IOException {
    int slot = grid.slotOf(key.channel(), key.row(), key.column());
    boolean last;
    if (any || !grid.elides()) {
      int check = grid.runs(key.row(), key.column()).check(packer.tile());
      store(slot, key, packer, pieces);
      last = tiles.stored(slot, check);
    } else {
      last = tiles.empty(slot);
    }
    if (last) {
      complete();
    }
  }

  /// Writes the tile that the packer holds.
  abstract void store(int slot, TileKey key, TilePacker packer, GatheredPieces pieces)
      throws IOException;

  /// Brings bytes of a stored tile back into the packer.
  ///
  /// @param from first byte of the tile that is wanted
  /// @param count how many bytes are wanted
  /// @return where the first one stands in the memory of the packer
  abstract long load(TileKey key, TilePacker packer, long from, long count) throws IOException;

  /// All tiles have come; no others will.
  abstract void complete() throws IOException;

  /// Writes what is missing and flushes the shard to the disk; not for one without any value.
  abstract void finish() throws IOException;
}
