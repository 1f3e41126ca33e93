package org.visiomatic.tiler.pyramid;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The index at the end of a shard: for each tile its offset and its size in bytes, both unsigned
/// 64-bit little-endian, or twice 2⁶⁴ − 1 for a tile that is left out; then the CRC-32C of that.
final class ShardIndex {

  private static final long ABSENT = -1;
  private static final int ENTRY_BYTES = 2 * Long.BYTES;

  private final long[] offsets;
  private final int[] sizes;

  /// An index of tiles that are all left out.
  ShardIndex(int entries) {
    offsets = new long[entries];
    sizes = new int[entries];
    Arrays.fill(offsets, ABSENT);
  }

  /// The size of an index in a shard.
  static int bytes(int entries) {
    return entries * ENTRY_BYTES + Integer.BYTES;
  }

  /// Says where a tile is.
  void put(int entry, long offset, int size) {
    offsets[entry] = offset;
    sizes[entry] = size;
  }

  boolean has(int entry) {
    return offsets[entry] != ABSENT;
  }

  /// Where a tile that is not left out begins.
  long offset(int entry) {
    return offsets[entry];
  }

  /// The bytes of a tile; 0 when it is left out.
  int size(int entry) {
    return sizes[entry];
  }

  /// How many tiles are not left out.
  int count() {
    return (int) Arrays.stream(offsets).filter(offset -> offset != ABSENT).count();
  }

  /// The index as it stands in a shard.
  ByteBuffer encode() {
    ByteBuffer index = ByteBuffer.allocate(bytes(offsets.length)).order(ByteOrder.LITTLE_ENDIAN);
    for (int entry = 0; entry < offsets.length; entry++) {
      index.putLong(offsets[entry]).putLong(has(entry) ? sizes[entry] : ABSENT);
    }
    CRC32C crc = new CRC32C();
    crc.update(index.array(), 0, index.position());
    return index.putInt((int) crc.getValue()).flip();
  }

  /// Reads the index of a shard.
  ///
  /// @param bytes the last bytes of the shard
  /// @param start where they begin in it
  /// @throws DamagedPyramidException when it is not what was written, or points outside the tiles
  static ShardIndex decode(ByteBuffer bytes, long start, ShardGrid grid, Path file)
      throws DamagedPyramidException {
    ByteBuffer index = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    int end = index.limit() - Integer.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(index.slice(0, end));
    int stored = index.getInt(end);
    if (stored != (int) crc.getValue()) {
      throw new DamagedPyramidException(
          "The index of the shard %s is damaged: its CRC-32C is %08x, but %08x was expected."
              .formatted(file, (int) crc.getValue(), stored));
    }
    ShardIndex places = new ShardIndex(grid.entries());
    for (int entry = 0; entry < grid.entries(); entry++) {
      long offset = index.getLong(entry * ENTRY_BYTES);
      long size = index.getLong(entry * ENTRY_BYTES + Long.BYTES);
      if (offset == ABSENT && size == ABSENT) {
        continue;
      }
      boolean right = size >= grid.leastStored() && size <= grid.mostStored();
      if (!right || offset < 0 || offset > start - size) {
        throw new DamagedPyramidException(
            "Entry %d of the index of the shard %s is wrong: it names %s bytes at %s, but %s bytes before byte %d were expected."
                .formatted(
                    entry,
                    file,
                    Long.toUnsignedString(size),
                    Long.toUnsignedString(offset),
                    grid.leastStored() == grid.mostStored()
                        ? Integer.toString(grid.mostStored())
                        : "%d to %d".formatted(grid.leastStored(), grid.mostStored()),
                    start));
      }
      places.put(entry, offset, (int) size);
    }
    return places;
  }
}
