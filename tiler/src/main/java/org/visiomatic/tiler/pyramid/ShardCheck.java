package org.visiomatic.tiler.pyramid;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Checks the shards of one level, one after the other, each with all threads.
///
/// Files are read, not mapped: a file that is cut short meanwhile, or a disk that fails, is an
/// error that can be told then.
final class ShardCheck {

  /// Tiles that a thread takes at a time.
  private static final int SHARE = 16;

  /// Damaged tiles of a shard that are named one by one.
  private static final int NAMED = 10;

  private final Path pyramid;
  private final ShardGrid grid;
  private final ExecutorService threads;
  private final TilePackers packers;
  private final TileProgress progress;

  ShardCheck(
      Path pyramid,
      ShardGrid grid,
      ExecutorService threads,
      TilePackers packers,
      TileProgress progress) {
    this.pyramid = pyramid;
    this.grid = grid;
    this.threads = threads;
    this.packers = packers;
    this.progress = progress;
  }

  ShardGrid grid() {
    return grid;
  }

  /// Checks a shard that has no file because it has no value.
  List<Finding> checkEmpty(long number) {
    progress.add(grid.slots(number));
    if (grid.elides()) {
      return List.of();
    }
    return List.of(
        finding(
            Finding.Kind.SHARD,
            grid.file(pyramid, number),
            "is called empty, but every tile of the format %s was expected"
                .formatted(grid.format())));
  }

  /// Checks a shard that has a file.
  ///
  /// @param level is told the CRC-32C of each tile
  List<Finding> check(long number, CRC32C level) throws IOException, InterruptedException {
    Path file = grid.file(pyramid, number);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long start = size - ShardIndex.bytes(grid.entries());
      if (grid.hasFixedPlaces() ? size != grid.fileBytes(number) : start < 0) {
        throw MappedLevel.wrongSize(grid, number, file, size);
      }
      ByteBuffer bytes = ByteBuffer.allocate(ShardIndex.bytes(grid.entries()));
      fill(bytes, channel, start);
      try {
        ShardIndex index = ShardIndex.decode(bytes, start, grid, file);
        checkPlaces(number, index, start, file);
        return checkTiles(new Tiles(grid.slots(number), number, file, channel, index), level);
      } catch (DamagedPyramidException e) {
        return List.of(new Finding(Finding.Kind.INDEX, file, String.valueOf(e.getMessage())));
      }
    } catch (DamagedPyramidException e) {
      return List.of(new Finding(Finding.Kind.SHARD, file, String.valueOf(e.getMessage())));
    } catch (NoSuchFileException e) {
      return List.of(finding(Finding.Kind.SHARD, file, "is missing"));
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return List.of(finding(Finding.Kind.SHARD, file, "cannot be read: " + e));
    }
  }

  /// Makes sure that each tile is where the writer puts it.
  private void checkPlaces(long number, ShardIndex index, long start, Path file)
      throws DamagedPyramidException {
    MappedLevel.checkTiles(grid, number, index, file);
    boolean right = true;
    int present = 0;
    long end = 0;
    for (int slot = 0; slot < grid.slots(number); slot++) {
      TileKey key = grid.tileIn(number, slot);
      int entry = grid.entryOf(key.channel(), key.row(), key.column());
      if (index.has(entry)) {
        long place =
            grid.hasFixedPlaces() ? grid.offsetOf(key.channel(), key.row(), key.column()) : end;
        right &= index.offset(entry) == place;
        end += index.size(entry);
        present++;
      }
    }
    right &= grid.hasFixedPlaces() || end == start;
    // Neither tiles beyond the border of the image nor a file for no tile at all.
    if (!right || present == 0 || present != index.count()) {
      throw new DamagedPyramidException(
          "The index of the shard %s is not the one that was written: its tiles are not where they were put."
              .formatted(file));
    }
  }

  private List<Finding> checkTiles(Tiles tiles, CRC32C level)
      throws IOException, InterruptedException {
    List<Callable<@Nullable Void>> shares = new ArrayList<>();
    for (int first = 0; first < tiles.checks.length; first += SHARE) {
      int from = first;
      int to = Math.min(first + SHARE, tiles.checks.length);
      shares.add(
          () -> {
            check(tiles, from, to);
            return null;
          });
    }
    for (Future<@Nullable Void> share : threads.invokeAll(shares)) {
      try {
        share.get();
      } catch (ExecutionException e) {
        throw cause(e);
      }
    }
    ByteBuffer checks =
        ByteBuffer.allocate(tiles.checks.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    checks.asIntBuffer().put(tiles.checks);
    level.update(checks);
    return tiles.findings();
  }

  private static IOException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException problem -> problem;
      case RuntimeException problem -> throw problem;
      case Error problem -> throw problem;
      case null, default -> throw new IllegalStateException("A check failed.", e);
    };
  }

  private void check(Tiles tiles, int from, int to) throws IOException {
    TilePacker packer = packers.take();
    try {
      for (int slot = from; slot < to; slot++) {
        TileKey key = grid.tileIn(tiles.number, slot);
        if (tiles.index.has(grid.entryOf(key.channel(), key.row(), key.column()))) {
          try {
            tiles.checks[slot] = check(tiles, key, packer);
          } catch (DamagedPyramidException e) {
            tiles.problems[slot] = e.getMessage();
          } catch (ClosedByInterruptException e) {
            throw e;
          } catch (IOException e) {
            tiles.problems[slot] =
                "The %s in the shard %s cannot be read: %s.".formatted(key, tiles.file, e);
          }
        }
      }
    } finally {
      packers.give(packer);
    }
    progress.add(to - from);
  }

  /// CRC-32C of the pixels of a tile.
  private int check(Tiles tiles, TileKey key, TilePacker packer) throws IOException {
    int entry = grid.entryOf(key.channel(), key.row(), key.column());
    long offset = tiles.index.offset(entry);
    TileRuns runs = grid.runs(key.row(), key.column());
    if (grid.sharesBorders()) {
      for (int run = 0; run < runs.count(); run++) {
        long start = (long) run * runs.stride();
        fill(
            packer.tile().asSlice(start, runs.bytes()).asByteBuffer(),
            tiles.channel,
            offset + start);
      }
    } else {
      int size = tiles.index.size(entry);
      fill(packer.packed().asSlice(0, size).asByteBuffer(), tiles.channel, offset);
      packer.unpack(size, grid.tileBytes(), key, tiles.file);
    }
    return runs.check(packer.tile());
  }

  private static void fill(ByteBuffer bytes, FileChannel channel, long position)
      throws IOException {
    for (long at = position; bytes.hasRemaining(); ) {
      int count = channel.read(bytes, at);
      if (count < 0) {
        throw new EOFException("it ends at byte %d".formatted(at));
      }
      at += count;
    }
    bytes.rewind();
  }

  private static Finding finding(Finding.Kind kind, Path file, String what) {
    return new Finding(kind, file, "The shard %s %s.".formatted(file, what));
  }

  /// The tiles of one shard and what was found out about them.
  private static final class Tiles {

    private final long number;
    private final Path file;
    private final FileChannel channel;
    private final ShardIndex index;
    private final int[] checks;
    private final @Nullable String[] problems;

    Tiles(int slots, long number, Path file, FileChannel channel, ShardIndex index) {
      this.number = number;
      this.file = file;
      this.channel = channel;
      this.index = index;
      checks = new int[slots];
      problems = new @Nullable String[slots];
    }

    private List<Finding> findings() {
      List<Finding> findings = new ArrayList<>();
      int more = 0;
      for (String problem : problems) {
        if (problem != null && findings.size() < NAMED) {
          findings.add(new Finding(Finding.Kind.TILE, file, problem));
        } else if (problem != null) {
          more++;
        }
      }
      if (more > 0) {
        findings.add(finding(Finding.Kind.TILE, file, "has %d more damaged tiles".formatted(more)));
      }
      return findings;
    }
  }
}
