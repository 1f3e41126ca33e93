package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Writes a shard whose tiles differ in size.
///
/// Where a tile stands depends on the sizes of those before it, which may come later. So tiles go
/// to a spill file in the order in which they come, and from there to the shard in the order of the
/// index as soon as all are there. At any time only the shards that are being filled stand on the
/// disk twice.
final class PackedShardWriter extends ShardWriter {

  private final Path spill;

  // Guarded by this.
  private final long[] offsets;
  private final int[] sizes;
  private long spilled;
  private boolean gathered;

  /// @param spill a file that may be written meanwhile
  PackedShardWriter(ShardGrid grid, long number, Path file, Path spill, ShardFiles files) {
    super(grid, number, file, files);
    this.spill = spill;
    offsets = new long[grid.slots(number)];
    sizes = new int[offsets.length];
  }

  @Override
  void store(int slot, TileKey key, TilePacker packer, GatheredPieces pieces) throws IOException {
    ByteBuffer bytes = packer.pack(grid().tileBytes()).asByteBuffer();
    long offset;
    synchronized (this) {
      offset = spilled;
      spilled += bytes.remaining();
      offsets[slot] = offset;
      sizes[slot] = bytes.remaining();
    }
    files().writeForNow(spill, bytes, offset);
  }

  @Override
  long load(TileKey key, TilePacker packer, long from, long count) throws IOException {
    int slot = grid().slotOf(key.channel(), key.row(), key.column());
    Path holder;
    long offset;
    int size;
    synchronized (this) {
      holder = gathered ? file() : spill;
      offset = offsets[slot];
      size = sizes[slot];
    }
    MemorySegment packed = packer.packed().asSlice(0, size);
    files().read(holder, packed.asByteBuffer(), offset);
    packer.unpack(size, grid().tileBytes(), key, holder);
    return from;
  }

  @Override
  void complete() throws IOException {
    if (tiles().anyStored()) {
      gather();
    }
  }

  @Override
  void finish() throws IOException {
    boolean isGathered;
    synchronized (this) {
      isGathered = gathered;
    }
    if (!isGathered) {
      gather();
    }
    files().force(file());
  }

  private synchronized void gather() throws IOException {
    ShardIndex index = new ShardIndex(grid().entries());
    long end = 0;
    for (int slot = 0; slot < offsets.length; slot++) {
      if (tiles().isStored(slot)) {
        files().copy(spill, offsets[slot], sizes[slot], file(), end);
        offsets[slot] = end;
        TileKey key = grid().tileIn(number(), slot);
        index.put(grid().entryOf(key.channel(), key.row(), key.column()), end, sizes[slot]);
        end += sizes[slot];
      }
    }
    files().write(file(), index.encode(), end);
    files().delete(spill);
    gathered = true;
  }
}
