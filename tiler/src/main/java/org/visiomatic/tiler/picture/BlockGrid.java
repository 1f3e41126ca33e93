package org.visiomatic.tiler.picture;

/// How the samples of a picture are cut into blocks: strips or tiles. Rows count from the top.
///
/// @param width columns of the picture
/// @param height rows of the picture
/// @param samples of each pixel
/// @param bits of each sample
/// @param blockWidth columns of a block
/// @param blockHeight rows of a block
/// @param tiled whether blocks at the border are full ones that reach beyond it
/// @param planar whether each sample of the pixels has blocks of its own
record BlockGrid(
    int width,
    int height,
    int samples,
    int bits,
    int blockWidth,
    int blockHeight,
    boolean tiled,
    boolean planar) {

  /// Blocks along a row.
  int across() {
    return (width - 1) / blockWidth + 1;
  }

  /// Blocks along a column.
  int down() {
    return (height - 1) / blockHeight + 1;
  }

  /// Number of blocks.
  ///
  /// @throws ArithmeticException when there are more than any file can have
  int count() {
    int plane = Math.multiplyExact(across(), down());
    return planar ? Math.multiplyExact(plane, samples) : plane;
  }

  /// Samples of one pixel in a block.
  int step() {
    return planar ? 1 : samples;
  }

  /// Bytes of one row of a block; rows begin with a new byte.
  ///
  /// @throws ArithmeticException when that is absurd
  long rowBytes() {
    return (Math.multiplyExact(Math.multiplyExact((long) blockWidth, (long) step()), (long) bits)
            + 7)
        / 8;
  }

  /// Bytes of a full block.
  ///
  /// @throws ArithmeticException when that is absurd
  long blockBytes() {
    return Math.multiplyExact(rowBytes(), (long) blockHeight);
  }

  /// Rows that a block has.
  int rows(int block) {
    int first = block / across() % down() * blockHeight;
    return tiled ? blockHeight : Math.min(blockHeight, height - first);
  }

  /// The block that has a sample of a pixel.
  int block(int sample, int x, int y) {
    int plane = planar ? sample : 0;
    return (plane * down() + y / blockHeight) * across() + x / blockWidth;
  }
}
