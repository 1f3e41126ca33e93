package org.visiomatic.tiler.pyramid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes a pyramid beside its place and publishes it by rename.
///
/// Tiles may come from many threads in any order; the bytes on disk do not depend on it. Each tile
/// is written once. Whoever has created the writer closes it; that waits for tiles in the middle of
/// being written.
public final class PyramidWriter implements AutoCloseable {

  private final Path folder;
  private final Path staging;
  private final Path pyramid;
  private final PyramidGeometry geometry;
  private final SampleFormat format;
  private final Storage storage;
  private final ShardFiles files = new ShardFiles();
  private final TilePackers packers;
  private final GatheredPieces.Pool pieces = new GatheredPieces.Pool(files);
  private final List<LevelWriter> levels = new ArrayList<>();

  /// Read: at work on a tile. Write: the end of the work.
  private final ReadWriteLock ending = new ReentrantReadWriteLock();

  private boolean closed;
  private volatile @Nullable Exception failure;

  private PyramidWriter(
      Path folder, Path staging, PyramidGeometry geometry, SampleFormat format, Storage storage) {
    this.folder = folder;
    this.staging = staging;
    this.pyramid = staging.resolve("new");
    this.geometry = geometry;
    this.format = format;
    this.storage = storage;
    // Upper levels are floats, the widest numbers there are.
    packers = new TilePackers(storage, geometry.tile().pixels() * Float.BYTES);
    Path spill = staging.resolve("spill");
    for (int level = 0; level < geometry.levels(); level++) {
      levels.add(new LevelWriter(pyramid, spill, grid(level), files, packers));
    }
  }

  private ShardGrid grid(int level) {
    return new ShardGrid(geometry, level, format, storage);
  }

  /// Starts a pyramid.
  ///
  /// @param folder where it is to stand once committed
  /// @param staging an empty folder on the same file system, removed in any case
  /// @param storage how tiles become bytes
  public static PyramidWriter create(
      Path folder, Path staging, PyramidGeometry geometry, SampleFormat format, Storage storage)
      throws IOException {
    // Complains about a format that cannot be before there is anything to remove.
    SampleCodec.of(format);
    Files.createDirectory(staging.resolve("new"));
    return new PyramidWriter(folder, staging, geometry, format, storage);
  }

  /// Starts a row of tiles: their bytes are gathered, and written in large pieces. A tile without
  /// any value is left out. Writing one fails with an [IndexOutOfBoundsException] when there is no
  /// such tile, with an [IllegalStateException] when it was written before, and with an
  /// [IllegalArgumentException] when the sample format cannot keep a value.
  public TileRow row() {
    return new Row();
  }

  /// Tiles whose bytes are gathered.
  private final class Row implements TileRow {

    private @Nullable GatheredPieces gathered;
    private int level;

    @Override
    public void writeTile(TileKey key, float[] pixels, int offset, int stride) throws IOException {
      checkPlace(key);
      level = key.level();
      work(
          this::action,
          () -> levels.get(key.level()).write(key, pixels, offset, stride, gathered()));
    }

    private GatheredPieces gathered() {
      GatheredPieces mine = gathered;
      if (mine == null) {
        mine = pieces.take();
        gathered = mine;
      }
      return mine;
    }

    /// Writes what has been gathered.
    @Override
    public void close() throws IOException {
      GatheredPieces mine = gathered;
      if (mine != null) {
        gathered = null;
        work(this::action, mine::flush);
        pieces.give(mine);
      }
    }

    private String action() {
      return "Writing tiles of level %d".formatted(level);
    }
  }

  /// Reads back a rectangle of a level all tiles of which have been written, as [PixelLevels#read]
  /// does.
  public void read(
      int level,
      int channel,
      int x,
      int y,
      int width,
      int height,
      float[] target,
      int offset,
      int stride)
      throws IOException {
    TileParts.Rectangle area = new TileParts.Rectangle(level, channel, x, y, width, height);
    // Complains about a level that is not there.
    geometry.width(level);
    work(
        () -> "Reading back level %d".formatted(level),
        () -> levels.get(level).read(area, new TileParts.Target(target, offset, stride)));
  }

  /// Writes indexes and metadata, flushes all to the disk and moves the pyramid to its place,
  /// replacing an older one.
  ///
  /// @throws IllegalStateException when a tile is missing that may not be left out
  public void commit(PyramidMetadata metadata) throws IOException {
    ending.writeLock().lock();
    try {
      attempt(() -> "Finishing it", () -> finish(metadata));
      end();
    } finally {
      ending.writeLock().unlock();
    }
  }

  private void finish(PyramidMetadata metadata) throws IOException {
    ArrayNode summaries = ZarrDocuments.object().arrayNode();
    for (LevelWriter level : levels) {
      level.finish(summaries.addObject());
    }
    for (int level = 0; level < levels.size(); level++) {
      save(grid(level).folder(pyramid), ZarrDocuments.array(grid(level)));
    }
    ObjectNode own = OwnAttributes.write(geometry, format, storage, metadata, summaries);
    save(pyramid, ZarrDocuments.group(geometry, metadata.source(), own));
    Folders.force(pyramid);
    files.close();
    Publication.publish(pyramid, folder, staging.resolve("old"));
  }

  private static void save(Path folder, ObjectNode document) throws IOException {
    Files.createDirectories(folder);
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(ZarrDocuments.NAME),
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW)) {
      ByteBuffer bytes = ByteBuffer.wrap(ZarrDocuments.bytes(document));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }

  /// Without a commit before it, removes all that was written.
  @Override
  public void close() throws IOException {
    ending.writeLock().lock();
    try {
      end();
    } finally {
      ending.writeLock().unlock();
    }
  }

  private void end() throws IOException {
    if (!closed) {
      closed = true;
      packers.close();
      pieces.close();
      try (files) {
        Folders.delete(staging);
      }
    }
  }

  private void checkPlace(TileKey key) {
    int level = key.level();
    // The geometry complains about a level that is not there.
    if (key.row() < 0
        || key.row() >= geometry.rows(level)
        || key.column() < 0
        || key.column() >= geometry.columns(level)
        || key.channel() < 0
        || key.channel() >= geometry.channels()) {
      throw new IndexOutOfBoundsException(
          "There is no %s: level %d has %d channels of %d rows and %d columns of tiles."
              .formatted(
                  key, level, geometry.channels(), geometry.rows(level), geometry.columns(level)));
    }
  }

  private void work(Supplier<String> what, Action action) throws IOException {
    ending.readLock().lock();
    try {
      attempt(what, action);
    } finally {
      ending.readLock().unlock();
    }
  }

  /// Does something once, and nothing more after the first failure.
  private void attempt(Supplier<String> what, Action action) throws IOException {
    if (closed) {
      throw new IllegalStateException("The writer of %s is closed.".formatted(folder));
    }
    Exception earlier = failure;
    if (earlier != null) {
      // What went wrong first is what there is to say, whoever comes upon it later.
      throw new IOException(earlier.getMessage(), earlier);
    }
    try {
      action.run();
    } catch (ClosedByInterruptException e) {
      failure = e;
      throw e;
    } catch (IOException e) {
      IOException explained = new IOException(explain(what.get(), e), e);
      failure = explained;
      throw explained;
    } catch (IllegalStateException | IllegalArgumentException e) {
      failure = e;
      throw e;
    }
  }

  private String explain(String what, IOException problem) {
    String room;
    try {
      room =
          "the disk has %d MiB left".formatted(Files.getFileStore(staging).getUsableSpace() >> 20);
    } catch (IOException e) {
      problem.addSuppressed(e);
      room = "how much room the disk has is not known";
    }
    return "%s for the pyramid %s failed: %s (%s). Make room or choose another cache folder, then try again; nothing of the pyramid is kept."
        .formatted(what, folder, problem.getMessage(), room);
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }
}
