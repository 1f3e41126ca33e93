package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One level of a pyramid, all of its shards mapped. Safe for use by many threads.
final class MappedLevel {

  /// A pyramid with more shards than this is not one of ours.
  private static final long MAXIMUM_SHARDS = 1 << 24;

  private final ShardGrid grid;
  private final SampleCodec codec;
  private final List<Shard> shards;

  private MappedLevel(ShardGrid grid, List<Shard> shards) {
    this.grid = grid;
    this.codec = SampleCodec.of(grid.format());
    this.shards = shards;
  }

  /// Maps a level.
  ///
  /// @param empty names of the shards that have no file
  /// @param arena how long the maps live
  static MappedLevel open(Path pyramid, ShardGrid grid, Set<String> empty, Arena arena)
      throws IOException {
    checkDocument(pyramid, grid);
    checkShards(pyramid, grid);
    List<Shard> shards = new ArrayList<>();
    for (long number = 0; number < grid.shards(); number++) {
      boolean isEmpty = grid.elides() && !empty.isEmpty() && empty.contains(grid.name(number));
      Path file = grid.file(pyramid, number);
      shards.add(
          isEmpty ? new Shard(file, MemorySegment.NULL, null) : map(grid, number, file, arena));
    }
    return new MappedLevel(grid, shards);
  }

  /// Makes sure that the number of shards can be.
  static void checkShards(Path pyramid, ShardGrid grid) throws DamagedPyramidException {
    if (grid.shards() > MAXIMUM_SHARDS) {
      throw new DamagedPyramidException(
          "The pyramid %s claims %d shards at level %d, but at most %d were expected."
              .formatted(pyramid, grid.shards(), grid.level(), MAXIMUM_SHARDS));
    }
  }

  /// Makes sure that other readers see the same array as we do.
  private static void checkDocument(Path pyramid, ShardGrid grid) throws IOException {
    Path file = grid.folder(pyramid).resolve(ZarrDocuments.NAME);
    JsonNode found = ZarrDocuments.parse(file, ZarrDocuments.load(file));
    JsonNode expected = ZarrDocuments.parse(file, ZarrDocuments.bytes(ZarrDocuments.array(grid)));
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      if (!field.getKey().equals("attributes")
          && !field.getValue().equals(found.get(field.getKey()))) {
        throw new JsonField(file, "", found).get(field.getKey()).wrong(field.getValue().toString());
      }
    }
  }

  private static Shard map(ShardGrid grid, long number, Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long start = size - ShardIndex.bytes(grid.entries());
      if (grid.hasFixedPlaces() ? size != grid.fileBytes(number) : start < 0) {
        throw wrongSize(grid, number, file, size);
      }
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      ShardIndex index = ShardIndex.decode(bytes.asSlice(start).asByteBuffer(), start, grid, file);
      checkTiles(grid, number, index, file);
      return new Shard(file, bytes, index);
    } catch (NoSuchFileException e) {
      throw new DamagedPyramidException("The shard %s is missing.".formatted(file), e);
    }
  }

  static DamagedPyramidException wrongSize(ShardGrid grid, long number, Path file, long size) {
    String expected =
        grid.hasFixedPlaces()
            ? Long.toString(grid.fileBytes(number))
            : "at least " + ShardIndex.bytes(grid.entries());
    return new DamagedPyramidException(
        "The shard %s has %d bytes, but %s were expected.".formatted(file, size, expected));
  }

  /// Makes sure that tiles are only left out where that means "no value".
  static void checkTiles(ShardGrid grid, long number, ShardIndex index, Path file)
      throws DamagedPyramidException {
    for (int slot = 0; !grid.elides() && slot < grid.slots(number); slot++) {
      TileKey key = grid.tileIn(number, slot);
      if (!index.has(grid.entryOf(key.channel(), key.row(), key.column()))) {
        throw new DamagedPyramidException(
            "The shard %s lacks the %s, but every tile of the format %s was expected."
                .formatted(file, key, grid.format()));
      }
    }
  }

  /// See [PixelLevels#read].
  ///
  /// @throws UncheckedIOException around a [DamagedPyramidException] when a tile cannot be read
  void read(TileParts.Rectangle area, TileParts.Target target) {
    try (Unpacking unpacking = new Unpacking(grid)) {
      TileParts.visit(
          grid.geometry(),
          area,
          target,
          (row, column, x, y, width, height, offset) -> {
            TileKey key = new TileKey(grid.level(), area.channel(), row, column);
            Shard shard = shards.get((int) grid.shardOf(area.channel(), row, column));
            if (!shard.has(grid.entryOf(area.channel(), row, column))) {
              target.fill(offset, width, height);
              return;
            }
            MemorySegment tile = shard.tile(grid, key, unpacking);
            int rowBytes = grid.rowBytes();
            long start = (long) y * rowBytes + (long) x * grid.format().type().bytes();
            codec.decode(
                tile, start, rowBytes, width, height, target.pixels(), offset, target.stride());
          });
    } catch (DamagedPyramidException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A mapped shard: all bytes of its file, and where the tiles stand in it.
  ///
  /// @param index absent when the shard has no file, as none of its tiles has a value
  private record Shard(Path file, MemorySegment bytes, @Nullable ShardIndex index) {

    private boolean has(int entry) {
      return index != null && index.has(entry);
    }

    /// The numbers of a tile that is there, in place unless they are compressed.
    private MemorySegment tile(ShardGrid grid, TileKey key, Unpacking unpacking)
        throws DamagedPyramidException {
      ShardIndex places = Objects.requireNonNull(index);
      int entry = grid.entryOf(key.channel(), key.row(), key.column());
      long offset = places.offset(entry);
      return grid.hasFixedPlaces()
          ? bytes.asSlice(offset, grid.tileBytes())
          : unpacking.of(bytes.asSlice(offset, places.size(entry)), key, file);
    }
  }

  /// Memory to unpack tiles in, had for one reading when it is needed.
  private static final class Unpacking implements AutoCloseable {

    private final ShardGrid grid;
    private @Nullable Arena arena;
    private @Nullable TilePacker packer;

    Unpacking(ShardGrid grid) {
      this.grid = grid;
    }

    /// The numbers of a tile, good until the next call.
    MemorySegment of(MemorySegment stored, TileKey key, Path file) throws DamagedPyramidException {
      if (arena == null) {
        arena = Arena.ofConfined();
      }
      if (packer == null) {
        packer = new TilePacker(grid.storage(), grid.tileBytes(), arena);
      }
      int size = (int) stored.byteSize();
      // The decoder is native code: it would bring the process down, where copying throws, when the
      // file has been cut short since it was mapped.
      packer.packed().copyFrom(stored);
      packer.unpack(size, grid.tileBytes(), key, file);
      return packer.tile();
    }

    @Override
    public void close() {
      if (packer != null) {
        packer.close();
      }
      if (arena != null) {
        arena.close();
      }
    }
  }
}
