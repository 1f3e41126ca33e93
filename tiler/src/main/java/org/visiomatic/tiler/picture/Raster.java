package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.util.Arrays;

/// The pixels of a picture as values. Rows count from the top.
///
/// @param grid how samples are laid out
/// @param reader of their type
/// @param blocks that hold them
/// @param colours makes channels of them
/// @param transparency tells which pixels have no value
record Raster(
    BlockGrid grid,
    SampleReader reader,
    Blocks blocks,
    Colours colours,
    Transparency transparency) {

  /// Reads a piece of one row of a channel.
  void read(int channel, int x, int y, int count, float[] target, int offset) throws IOException {
    samples(colours.sample(channel), x, y, count, target, offset);
    switch (transparency) {
      case Transparency.None() -> colours.apply(channel, target, offset, count);
      case Transparency.Alpha(int sample) -> {
        colours.apply(channel, target, offset, count);
        float[] alpha = new float[count];
        samples(sample, x, y, count, alpha, 0);
        for (int i = 0; i < count; i++) {
          if (alpha[i] == 0) {
            target[offset + i] = Float.NaN;
          }
        }
      }
      case Transparency.Key(float[] colour) -> {
        boolean[] empty = keyed(colour, x, y, count);
        colours.apply(channel, target, offset, count);
        for (int i = 0; i < count; i++) {
          if (empty[i]) {
            target[offset + i] = Float.NaN;
          }
        }
      }
    }
  }

  private boolean[] keyed(float[] colour, int x, int y, int count) throws IOException {
    boolean[] keyed = new boolean[count];
    Arrays.fill(keyed, true);
    float[] row = new float[count];
    for (int sample = 0; sample < colour.length; sample++) {
      samples(sample, x, y, count, row, 0);
      for (int i = 0; i < count; i++) {
        keyed[i] &= row[i] == colour[sample];
      }
    }
    return keyed;
  }

  private void samples(int sample, int x, int y, int count, float[] target, int offset)
      throws IOException {
    int done = 0;
    while (done < count) {
      int column = x + done;
      int inBlock = column % grid.blockWidth();
      int length = Math.min(count - done, grid.blockWidth() - inBlock);
      Blocks.Block block = blocks.get(grid.block(sample, column, y));
      long row = block.start() + (y % grid.blockHeight()) * grid.rowBytes();
      long first = (long) inBlock * grid.step() + (grid.planar() ? 0 : sample);
      reader.read(block.bytes(), row, first, grid.step(), length, target, offset + done);
      done += length;
    }
  }
}
