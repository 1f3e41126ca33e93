package org.visiomatic.tiler.pyramid;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What stands between the numbers of a tile and its bytes in a shard: compression, a checksum,
/// both or neither. Native memory for one tile, to be used by one thread at a time.
///
/// A compressed tile without a CRC-32C has the checksum of the zstd frame: else a flipped bit could
/// come back as another image.
final class TilePacker implements AutoCloseable {

  /// The level of compression; part of the format, as it stands in the array documents.
  static final int ZSTD_LEVEL = 1;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Storage storage;
  private final MemorySegment tile;

  /// The stored bytes; the same memory as `tile` where nothing is compressed.
  private final MemorySegment packed;

  private @Nullable ZstdCompressCtx compressor;
  private @Nullable ZstdDecompressCtx decompressor;

  /// @param tileBytes size of the largest tile
  /// @param arena owns the memory
  TilePacker(Storage storage, int tileBytes, Arena arena) {
    this.storage = storage;
    tile = arena.allocate(tileBytes + (long) Integer.BYTES, Long.BYTES);
    packed =
        isCompressed(storage) ? arena.allocate(mostBytes(storage, tileBytes), Long.BYTES) : tile;
  }

  /// Whether tiles are smaller than their numbers, and each of another size.
  static boolean isCompressed(Storage storage) {
    return switch (storage.compression()) {
      case NONE -> false;
      case ZSTD -> true;
    };
  }

  /// Whether the zstd frame carries a checksum of its own.
  static boolean hasFrameChecksum(Storage storage) {
    return isCompressed(storage) && !storage.checksums();
  }

  /// The most bytes that a tile can take in a shard.
  static int mostBytes(Storage storage, int tileBytes) {
    long bytes = isCompressed(storage) ? Zstd.compressBound(tileBytes) : tileBytes;
    return Math.toIntExact(bytes + checkBytes(storage));
  }

  private static int checkBytes(Storage storage) {
    return storage.checksums() ? Integer.BYTES : 0;
  }

  /// The numbers of a tile.
  MemorySegment tile() {
    return tile;
  }

  /// Room for the stored bytes of a tile.
  MemorySegment packed() {
    return packed;
  }

  /// Makes the stored bytes of the tile; they are good until the next call.
  MemorySegment pack(int tileBytes) {
    int size = isCompressed(storage) ? compress(tileBytes) : tileBytes;
    if (storage.checksums()) {
      packed.set(INT, size, check(size));
    }
    return packed.asSlice(0, size + checkBytes(storage));
  }

  private int compress(int tileBytes) {
    ZstdCompressCtx context = compressor;
    if (context == null) {
      context = new ZstdCompressCtx().setLevel(ZSTD_LEVEL).setChecksum(hasFrameChecksum(storage));
      compressor = context;
    }
    int room = Math.toIntExact(packed.byteSize());
    return context.compressDirectByteBuffer(
        packed.asByteBuffer(), 0, room, tile.asByteBuffer(), 0, tileBytes);
  }

  /// Makes the numbers of a tile from the first `size` bytes of [#packed].
  ///
  /// @param key which tile it is, for messages
  /// @param file where it is from, for messages
  /// @throws DamagedPyramidException when these are not the bytes that were stored
  void unpack(int size, int tileBytes, TileKey key, Path file) throws DamagedPyramidException {
    int length = Math.max(0, size - checkBytes(storage));
    if (storage.checksums()) {
      int stored = packed.get(INT, length);
      int found = check(length);
      if (stored != found) {
        throw damaged(
            key, file, "its CRC-32C is %08x, but %08x was expected".formatted(found, stored));
      }
    }
    int bytes = isCompressed(storage) ? decompress(length, tileBytes, key, file) : length;
    if (bytes != tileBytes) {
      throw damaged(key, file, "it has %d bytes, but %d were expected".formatted(bytes, tileBytes));
    }
  }

  private int decompress(int length, int tileBytes, TileKey key, Path file)
      throws DamagedPyramidException {
    ZstdDecompressCtx context = decompressor;
    if (context == null) {
      context = new ZstdDecompressCtx();
      decompressor = context;
    }
    try {
      return context.decompressDirectByteBuffer(
          tile.asByteBuffer(), 0, tileBytes, packed.asByteBuffer(), 0, length);
    } catch (ZstdException e) {
      DamagedPyramidException damaged =
          damaged(key, file, "zstd cannot unpack it (" + e.getMessage() + ")");
      damaged.initCause(e);
      throw damaged;
    }
  }

  private static DamagedPyramidException damaged(TileKey key, Path file, String how) {
    return new DamagedPyramidException(
        "The %s in the shard %s is damaged: %s.".formatted(key, file, how));
  }

  private int check(int length) {
    CRC32C crc = new CRC32C();
    crc.update(packed.asSlice(0, length).asByteBuffer());
    return (int) crc.getValue();
  }

  /// Frees what is not in the arena.
  @Override
  public void close() {
    if (compressor != null) {
      compressor.close();
    }
    if (decompressor != null) {
      decompressor.close();
    }
  }
}
