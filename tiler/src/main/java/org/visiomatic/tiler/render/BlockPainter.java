package org.visiomatic.tiler.render;

/// Draws blocks of one rendering.
sealed interface BlockPainter permits MonoPainter, ColourPainter {

  /// Bytes per pixel of the raster.
  int components();

  /// Draws a block into a raster.
  ///
  /// @param at index of the block's first sample in the raster
  void paint(Block block, RenderScratch scratch, Raster raster, int at);
}
