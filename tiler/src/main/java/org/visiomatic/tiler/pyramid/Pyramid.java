package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A pyramid on disk, read through memory maps. Safe for use by many threads until it is closed.
///
/// Whoever has opened or [shared][#share] one closes it; reading after that throws
/// [IllegalStateException]. The maps are released with the last of those that share them. A pyramid
/// that is replaced or removed on disk can be read on until it is closed.
public final class Pyramid implements PixelLevels, AutoCloseable {

  /// How often to look again when the pyramid is replaced while we open it.
  private static final int ATTEMPTS = 5;

  private final Maps maps;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Pyramid(Maps maps) {
    this.maps = maps;
  }

  /// Opens a published pyramid.
  ///
  /// @throws DamagedPyramidException when the folder does not hold a whole pyramid of a version
  ///   that we read
  public static Pyramid open(Path folder) throws IOException {
    return open(folder, PyramidUses.Use.UNKNOWN);
  }

  /// Opens a published pyramid.
  ///
  /// @param use closed when the last handle is, and when the pyramid cannot be opened
  static Pyramid open(Path folder, PyramidUses.Use use) throws IOException {
    boolean opened = false;
    try {
      Pyramid pyramid = new Pyramid(map(folder, use));
      opened = true;
      return pyramid;
    } finally {
      if (!opened) {
        end(use);
      }
    }
  }

  private static Maps map(Path folder, PyramidUses.Use use) throws IOException {
    Path document = folder.resolve(ZarrDocuments.NAME);
    byte[] seen = new byte[0];
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Arena arena = Arena.ofShared();
      boolean kept = false;
      try {
        seen = ZarrDocuments.load(document);
        Maps maps = map(folder, document, seen, arena, use);
        // All files are of one pyramid if nobody has put another one there meanwhile.
        kept = isStill(document, seen);
        if (kept) {
          return maps;
        }
      } catch (DamagedPyramidException e) {
        if (isStill(document, seen)) {
          throw new DamagedPyramidException(
              e.getMessage() + " Remove the folder " + folder + "; it is made again when needed.",
              e);
        }
      } finally {
        if (!kept) {
          arena.close();
        }
      }
    }
    throw new IOException(
        "The pyramid %s could not be opened: it was replaced %d times meanwhile. Try again when whatever writes it has come to rest."
            .formatted(folder, ATTEMPTS));
  }

  private static boolean isStill(Path document, byte[] seen) throws IOException {
    return !Files.exists(document)
        ? seen.length == 0
        : Arrays.equals(seen, ZarrDocuments.load(document));
  }

  private static Maps map(
      Path folder, Path document, byte[] bytes, Arena arena, PyramidUses.Use use)
      throws IOException {
    OwnAttributes own =
        OwnAttributes.read(new JsonField(document, "", ZarrDocuments.parse(document, bytes)));
    List<MappedLevel> levels = new ArrayList<>();
    for (ShardGrid grid : own.grids()) {
      levels.add(MappedLevel.open(folder, grid, own.emptyShards().get(grid.level()), arena));
    }
    return new Maps(own, levels, arena, use, new AtomicInteger(1));
  }

  /// What the pyramid says about itself.
  public PyramidMetadata metadata() {
    return maps.own.metadata();
  }

  /// How level 0 is stored.
  public SampleFormat format() {
    return maps.own.format();
  }

  /// How the tiles are kept.
  public Storage storage() {
    return maps.own.storage();
  }

  /// A short text of letters and digits that changes whenever the pixels or the metadata do; made
  /// for entity tags.
  public String identity() {
    return maps.own.identity();
  }

  @Override
  public PyramidGeometry geometry() {
    return maps.own.geometry();
  }

  @Override
  public void read(
      int level,
      int channel,
      int x,
      int y,
      int width,
      int height,
      float[] target,
      int offset,
      int stride) {
    if (closed.get()) {
      throw new IllegalStateException("The pyramid was closed before it was read.");
    }
    // Complains about a level that is not there.
    geometry().width(level);
    maps.levels
        .get(level)
        .read(
            new TileParts.Rectangle(level, channel, x, y, width, height),
            new TileParts.Target(target, offset, stride));
  }

  /// Another handle on the same maps, to be closed by the caller; empty when this one is closed
  /// already. A cache of open pyramids hands these out, so that it can close its own at any time.
  public Optional<Pyramid> share() {
    if (!closed.get() && maps.retain()) {
      return Optional.of(new Pyramid(maps));
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      maps.release();
    }
  }

  /// What handles on one pyramid share.
  private record Maps(
      OwnAttributes own,
      List<MappedLevel> levels,
      Arena arena,
      PyramidUses.Use use,
      AtomicInteger handles) {

    private boolean retain() {
      return handles.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    private void release() {
      if (handles.decrementAndGet() == 0) {
        arena.close();
        end(use);
      }
    }
  }

  private static void end(PyramidUses.Use use) {
    try {
      use.close();
    } catch (IOException e) {
      log().log(Logger.Level.WARNING, "The end of the use of a pyramid could not be noted.", e);
    }
  }

  /// Asked for when there is something to say: to find a logger, the JVM opens every library.
  private static Logger log() {
    return System.getLogger(Pyramid.class.getName());
  }
}
