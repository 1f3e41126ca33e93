package org.visiomatic.tiler.pyramid;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The index at the end of a shard: for each tile its offset and its size in bytes, both unsigned
/// 64-bit little-endian, or twice 2⁶⁴ − 1 for a tile that is left out; then the CRC-32C of that.
final class ShardIndex {

  /// Marks a tile that is left out.
  static final long ABSENT = -1;

  private static final int ENTRY_BYTES = 2 * Long.BYTES;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ShardIndex() {}

  /// The size of an index.
  static int bytes(int entries) {
    return entries * ENTRY_BYTES + Integer.BYTES;
  }

  /// Makes an index.
  ///
  /// @param offsets one per entry, [#ABSENT] for tiles that are left out
  static ByteBuffer encode(long[] offsets, int tileBytes) {
    ByteBuffer index = ByteBuffer.allocate(bytes(offsets.length)).order(ByteOrder.LITTLE_ENDIAN);
    for (long offset : offsets) {
      index.putLong(offset).putLong(offset == ABSENT ? ABSENT : tileBytes);
    }
    CRC32C crc = new CRC32C();
    crc.update(index.array(), 0, index.position());
    return index.putInt((int) crc.getValue()).flip();
  }

  /// Reads the index of a mapped shard.
  ///
  /// @return offsets, one per entry, [#ABSENT] for tiles that are left out
  /// @throws DamagedPyramidException when it is not what was written, or points outside the tiles
  static long[] decode(MemorySegment shard, int entries, int tileBytes, Path file)
      throws DamagedPyramidException {
    long start = shard.byteSize() - bytes(entries);
    long end = shard.byteSize() - Integer.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(shard.asSlice(start, end - start).asByteBuffer());
    int stored = shard.get(INT, end);
    if (stored != (int) crc.getValue()) {
      throw new DamagedPyramidException(
          "The index of the shard %s is damaged: its CRC-32C is %08x, but %08x was expected."
              .formatted(file, (int) crc.getValue(), stored));
    }
    long[] offsets = new long[entries];
    Arrays.setAll(offsets, entry -> shard.get(LONG, start + (long) entry * ENTRY_BYTES));
    for (int entry = 0; entry < entries; entry++) {
      long size = shard.get(LONG, start + (long) entry * ENTRY_BYTES + Long.BYTES);
      boolean absent = offsets[entry] == ABSENT && size == ABSENT;
      boolean inside =
          size == tileBytes && offsets[entry] >= 0 && offsets[entry] <= start - tileBytes;
      if (!absent && !inside) {
        throw new DamagedPyramidException(
            "Entry %d of the index of the shard %s is wrong: it names %s bytes at %s, but %d bytes before byte %d were expected."
                .formatted(
                    entry,
                    file,
                    Long.toUnsignedString(size),
                    Long.toUnsignedString(offsets[entry]),
                    tileBytes,
                    start));
      }
    }
    return offsets;
  }
}
