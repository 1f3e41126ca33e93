package org.visiomatic.tiler.pyramid;

import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/// The bytes of a tile that are pixels inside the image: runs of equal length at equal distances.
///
/// @param count how many runs
/// @param bytes bytes of each
/// @param stride bytes from the beginning of one to that of the next
record TileRuns(int count, int bytes, int stride) {

  /// CRC-32C of all runs together.
  int check(MemorySegment tile) {
    CRC32C crc = new CRC32C();
    for (int run = 0; run < count; run++) {
      crc.update(tile.asSlice((long) run * stride, bytes).asByteBuffer());
    }
    return (int) crc.getValue();
  }
}
