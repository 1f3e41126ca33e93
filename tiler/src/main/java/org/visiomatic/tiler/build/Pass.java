package org.visiomatic.tiler.build;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// A part of the work on a pyramid: levels `first` to `last`, all made in one go from the pixels of
/// `first`, and how these are cut into pieces that fit into memory.
///
/// A piece, or *strip*, is some rows of tiles high, the same number of pixel rows at every level,
/// so that two strips halved make one strip of the next level. Where whole rows are too much, the
/// image is cut into *bands* of columns first. A band is one tile wide at level `last`, hence never
/// more than a tile at any level below; the levels above are left to a later pass.
///
/// @param geometry of the pyramid
/// @param first level that pixels are taken from
/// @param last level that this pass ends with
/// @param bandWidth columns of a band at level `first`; may be beyond the image
/// @param stripHeight rows of a strip at every level
/// @param parallel how many strips may be worked on at the same time
record Pass(
    PyramidGeometry geometry, int first, int last, long bandWidth, int stripHeight, int parallel) {

  /// Strips lower than that cost more to hand out than to work on.
  private static final int LOWEST_STRIP = 64;

  /// A strip is an array, which cannot have more.
  private static final long LARGEST_STRIP = 1L << 30;

  /// All passes that a pyramid takes, from the bottom to the top.
  static List<Pass> plan(PyramidGeometry geometry, int threads, long memoryBytes) {
    List<Pass> passes = new ArrayList<>();
    int level = 0;
    while (level < geometry.levels()) {
      Pass pass = from(level, geometry, threads, memoryBytes);
      passes.add(pass);
      level = pass.last() + 1;
    }
    return passes;
  }

  /// The memory that makes all levels in one pass.
  static long usefulMemory(PyramidGeometry geometry, int threads) {
    Pass whole =
        new Pass(
            geometry,
            0,
            geometry.levels() - 1,
            (long) geometry.tile().width() << (geometry.levels() - 1),
            stripHeight(geometry),
            threads);
    return strips(threads) * whole.stripBytes();
  }

  /// Each thread holds a strip; those of the levels above wait for their second half, at most one
  /// per thread and one more, and together they are no larger than a strip of the first level.
  private static long strips(int threads) {
    return 2L * threads + 1;
  }

  /// A whole number of tiles, even, so that it can be halved.
  private static int stripHeight(PyramidGeometry geometry) {
    int tileHeight = geometry.tile().height();
    int even = tileHeight % 2 == 0 ? tileHeight : 2 * tileHeight;
    return even * ((LOWEST_STRIP - 1) / even + 1);
  }

  /// The pass that begins with a level and goes as far up as the memory allows.
  private static Pass from(int first, PyramidGeometry geometry, int threads, long memoryBytes) {
    int tileHeight = geometry.tile().height();
    int tileWidth = geometry.tile().width();
    int stripHeight = stripHeight(geometry);
    long budget = Math.min(LARGEST_STRIP, memoryBytes / strips(threads));
    for (int last = geometry.levels() - 1; last > first; last--) {
      long bandWidth = (long) tileWidth << (last - first);
      Pass pass = new Pass(geometry, first, last, bandWidth, stripHeight, threads);
      if (pass.stripBytes() <= budget) {
        return pass;
      }
    }
    // Tiles so large that they are made one by one; nothing waits for a second half.
    Pass single = new Pass(geometry, first, first, tileWidth, tileHeight, threads);
    int affordable = Math.clamp(memoryBytes / single.stripBytes(), 1, threads);
    return new Pass(geometry, first, first, tileWidth, tileHeight, affordable);
  }

  private long stripBytes() {
    return Float.BYTES * stripPixels(first);
  }

  private long stripPixels(int level) {
    return Math.min(bandWidth >> (level - first), geometry.width(level))
        * Math.min(stripHeight, geometry.height(level));
  }

  /// The most pixels that a strip of a level can have.
  int stripSize(int level) {
    return Math.toIntExact(stripPixels(level));
  }

  /// Pixels of level `first`, all channels.
  long pixels() {
    return geometry.pixels(first);
  }

  /// The number of bands.
  int bands() {
    return (int) ((geometry.width(first) - 1) / bandWidth) + 1;
  }

  /// The number of strips of a band at level `first`.
  int strips() {
    return (geometry.height(first) - 1) / stripHeight + 1;
  }

  /// All strips of level `first` that there are to work on.
  long units() {
    return (long) geometry.channels() * bands() * strips();
  }

  /// One of them, in an order in which few strips of higher levels are unfinished at a time.
  Strip unit(long index) {
    int strip = (int) (index % strips());
    long rest = index / strips();
    return new Strip(this, first, (int) (rest / bands()), (int) (rest % bands()), strip);
  }
}
