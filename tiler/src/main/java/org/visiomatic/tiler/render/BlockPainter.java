package org.visiomatic.tiler.render;

/// Draws blocks of one rendering, in two moves: values of the whole block first, as that is how
/// they are read, and then strips of rows that stay in the first-level cache from values to bytes.
sealed interface BlockPainter permits MonoPainter, ColourPainter {

  /// Pixels of a strip, unless a single row has more.
  int STRIP = 1 << 12;

  /// Bytes per pixel of the raster.
  int components();

  /// Reads what the strips of a block are made of.
  void read(Block block, RenderScratch scratch);

  /// Finds the steps or colours of a strip.
  ///
  /// @param from index of its first pixel in the block
  void prepare(int from, int count, RenderScratch scratch);

  /// Writes prepared pixels into a raster.
  ///
  /// @param from index of the first one in the strip
  /// @param at index of its first sample in the raster
  void write(int from, int count, RenderScratch scratch, byte[] target, int at);

  /// Draws a block into a raster.
  ///
  /// @param at index of the block's first sample in the raster
  default void paint(Block block, RenderScratch scratch, Raster raster, int at) {
    read(block, scratch);
    int width = block.width();
    int stripRows = Math.max(1, STRIP / width);
    boolean seamless = width == raster.width();
    for (int top = 0; top < block.height(); top += stripRows) {
      int rows = Math.min(stripRows, block.height() - top);
      prepare(top * width, rows * width, scratch);
      int stripAt = at + top * raster.width() * components();
      if (seamless) {
        write(0, rows * width, scratch, raster.samples(), stripAt);
      } else {
        for (int row = 0; row < rows; row++) {
          int rowAt = stripAt + row * raster.width() * components();
          write(row * width, width, scratch, raster.samples(), rowAt);
        }
      }
    }
  }
}
