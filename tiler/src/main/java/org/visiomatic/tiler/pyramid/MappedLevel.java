package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    if (grid.shards() > MAXIMUM_SHARDS) {
      throw new DamagedPyramidException(
          "The pyramid %s claims %d shards at level %d, but at most %d were expected."
              .formatted(pyramid, grid.shards(), grid.level(), MAXIMUM_SHARDS));
    }
    List<Shard> shards = new ArrayList<>();
    for (long number = 0; number < grid.shards(); number++) {
      boolean isEmpty = grid.elides() && !empty.isEmpty() && empty.contains(grid.name(number));
      shards.add(isEmpty ? Shard.EMPTY : map(grid, number, grid.file(pyramid, number), arena));
    }
    return new MappedLevel(grid, shards);
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
      long expected = grid.fileBytes(number);
      if (size != expected) {
        throw new DamagedPyramidException(
            "The shard %s has %d bytes, but %d were expected.".formatted(file, size, expected));
      }
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      long[] offsets = ShardIndex.decode(bytes, grid.entries(), grid.tileBytes(), file);
      checkTiles(grid, number, offsets, file);
      return new Shard(bytes, offsets);
    } catch (NoSuchFileException e) {
      throw new DamagedPyramidException("The shard %s is missing.".formatted(file), e);
    }
  }

  /// Makes sure that tiles are only left out where that means "no value".
  private static void checkTiles(ShardGrid grid, long number, long[] offsets, Path file)
      throws DamagedPyramidException {
    for (int slot = 0; !grid.elides() && slot < grid.slots(number); slot++) {
      TileKey key = grid.tileIn(number, slot);
      if (offsets[grid.entryOf(key.channel(), key.row(), key.column())] == ShardIndex.ABSENT) {
        throw new DamagedPyramidException(
            "The shard %s lacks the %s, but every tile of the format %s was expected."
                .formatted(file, key, grid.format()));
      }
    }
  }

  void read(TileParts.Rectangle area, TileParts.Target target) {
    TileParts.visit(
        grid.geometry(),
        area,
        target,
        (row, column, x, y, width, height, offset) -> {
          Shard shard = shards.get((int) grid.shardOf(area.channel(), row, column));
          long tile = shard.offset(grid.entryOf(area.channel(), row, column));
          if (tile == ShardIndex.ABSENT) {
            target.fill(offset, width, height);
          } else {
            int rowBytes = grid.rowBytes();
            long start = tile + (long) y * rowBytes + (long) x * grid.format().type().bytes();
            codec.decode(
                shard.bytes,
                start,
                rowBytes,
                width,
                height,
                target.pixels(),
                offset,
                target.stride());
          }
        });
  }

  /// A mapped shard: all bytes of its file, and where the tiles stand in it.
  private static final class Shard {

    /// One without a file.
    private static final Shard EMPTY = new Shard(MemorySegment.NULL, new long[0]);

    private final MemorySegment bytes;
    private final long[] offsets;

    private Shard(MemorySegment bytes, long[] offsets) {
      this.bytes = bytes;
      this.offsets = offsets;
    }

    private long offset(int entry) {
      return offsets.length == 0 ? ShardIndex.ABSENT : offsets[entry];
    }
  }
}
