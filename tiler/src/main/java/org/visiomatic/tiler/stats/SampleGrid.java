package org.visiomatic.tiler.stats;

import java.io.IOException;
import org.visiomatic.tiler.source.PixelSource;

/// Which pixels of a channel make the sample, cut into blocks of a bounded size: rows 0, 16, 32 and
/// so on, counted from the bottom. Narrow rows share a block, wide ones take several.
///
/// @param width columns of the image
/// @param height rows of the image
record SampleGrid(int width, int height) {

  private static final int ROW_STEP = 16;

  /// A block fits the second-level cache of a core.
  private static final int TARGET_SIZE = 1 << 16;

  private int rows() {
    return (height - 1) / ROW_STEP + 1;
  }

  private int piecesPerRow() {
    return (width - 1) / TARGET_SIZE + 1;
  }

  private int pieceWidth() {
    return (width - 1) / piecesPerRow() + 1;
  }

  private int rowsPerBlock() {
    return Math.min(rows(), Math.max(1, TARGET_SIZE / width));
  }

  /// The number of blocks.
  int blocks() {
    return Math.toIntExact((long) ((rows() - 1) / rowsPerBlock() + 1) * piecesPerRow());
  }

  /// The most pixels that a block can have.
  int blockSize() {
    return pieceWidth() * rowsPerBlock();
  }

  /// Pixels that all blocks have room for.
  long capacity() {
    return (long) blocks() * blockSize();
  }

  /// Reads the finite values of a block.
  ///
  /// @param target takes them from its start; at least [#blockSize] long
  /// @return how many there are
  int read(PixelSource image, int channel, int block, float[] target) throws IOException {
    int x = block % piecesPerRow() * pieceWidth();
    int columns = Math.min(pieceWidth(), width - x);
    int first = block / piecesPerRow() * rowsPerBlock();
    int last = Math.min(first + rowsPerBlock(), rows());
    int count = 0;
    for (int row = first; row < last && columns > 0; row++) {
      image.read(channel, x, row * ROW_STEP, columns, 1, target, count, columns);
      count = keepFinite(target, count, count + columns);
    }
    return count;
  }

  private static int keepFinite(float[] values, int from, int to) {
    int kept = from;
    for (int i = from; i < to; i++) {
      float value = values[i];
      values[kept] = value;
      kept += Float.isFinite(value) ? 1 : 0;
    }
    return kept;
  }
}
