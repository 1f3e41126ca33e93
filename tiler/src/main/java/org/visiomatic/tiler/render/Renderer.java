package org.visiomatic.tiler.render;

import java.util.function.Function;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Draws rectangles of a pyramid. Safe for use by many threads.
///
/// A rectangle is drawn in blocks that follow the tile grid, so that each tile is read as few times
/// as its size allows, and that fit a fixed set of working arrays: apart from the raster itself,
/// memory does not depend on the size of the rectangle. For one pixel,
///
/// - mono: v = (x − low)·contrast / (high − low) + brightness·contrast / 100, clamped to 0 … 1; NaN
///   counts as low; the grey level is ⌊255.49·stretch(v)^(1/gamma)⌋, or 255 minus that when
///   inverted; then comes the colour map;
/// - colour: v of each channel as above, but not clamped; their weighted sums go through the
///   [Lupton] composition if there is one, are clamped and become levels of red, green and blue.
///
/// Levels come from a table and are within 1 of the formula.
public final class Renderer {

  /// The largest array that every virtual machine gives.
  private static final int MAXIMUM_BYTES = Integer.MAX_VALUE - 8;

  /// Draws a rectangle of one level; rows and columns count from the top left.
  ///
  /// @throws IndexOutOfBoundsException when the rectangle leaves the level
  /// @throws IllegalArgumentException when the rectangle is empty, the raster would not fit one
  ///   array, or a colour rendering is for another number of channels
  public Raster render(
      PixelLevels pixels, int level, int x, int y, int width, int height, Rendering rendering) {
    BlockPainter painter = painter(pixels, level, x, y, width, height, rendering);
    Raster raster = raster(width, height, painter, new byte[0]);
    RenderScratch scratch = RenderScratch.borrow();
    try {
      draw(pixels, level, x, y, painter, scratch, raster);
    } finally {
      scratch.giveBack();
    }
    return raster;
  }

  /// Draws a rectangle for somebody who needs it only for a moment. A raster of the size of a tile
  /// is drawn into memory that is used again and again, and so stays in the caches of the
  /// processor.
  ///
  /// @param use what is made of the raster, which must not be kept
  /// @return what comes out of it
  /// @throws IndexOutOfBoundsException when the rectangle leaves the level
  /// @throws IllegalArgumentException when the rectangle is empty, the raster would not fit one
  ///   array, or a colour rendering is for another number of channels
  public <T> T render(
      PixelLevels pixels,
      int level,
      int x,
      int y,
      int width,
      int height,
      Rendering rendering,
      Function<Raster, T> use) {
    BlockPainter painter = painter(pixels, level, x, y, width, height, rendering);
    RenderScratch scratch = RenderScratch.borrow();
    try {
      Raster raster = raster(width, height, painter, scratch.samples);
      draw(pixels, level, x, y, painter, scratch, raster);
      return use.apply(raster);
    } finally {
      scratch.giveBack();
    }
  }

  private static BlockPainter painter(
      PixelLevels pixels, int level, int x, int y, int width, int height, Rendering rendering) {
    PyramidGeometry geometry = pixels.geometry();
    requireInside(geometry, level, x, y, width, height);
    return switch (rendering) {
      case Rendering.Mono mono -> new MonoPainter(mono, geometry.channels());
      case Rendering.Colour colour -> new ColourPainter(colour, geometry.channels());
    };
  }

  /// @param room memory for it, if it is large enough
  private static Raster raster(int width, int height, BlockPainter painter, byte[] room) {
    long bytes = (long) width * height * painter.components();
    if (bytes > MAXIMUM_BYTES) {
      throw new IllegalArgumentException(
          "A raster of %d×%d pixels (width×height) would need %d bytes, more than one array holds; draw it in parts."
              .formatted(width, height, bytes));
    }
    byte[] samples = bytes <= room.length ? room : new byte[(int) bytes];
    return new Raster(width, height, painter.components(), samples);
  }

  private static void draw(
      PixelLevels pixels,
      int level,
      int x,
      int y,
      BlockPainter painter,
      RenderScratch scratch,
      Raster raster) {
    int tileWidth = pixels.geometry().tile().width();
    int tileHeight = pixels.geometry().tile().height();
    int width = raster.width();
    int bottom = y + raster.height();
    int right = x + width;
    int rowLimit = RenderScratch.BLOCK / Math.min(width, tileWidth);
    for (int top = y; top < bottom; ) {
      int rows = Math.min(rowLimit, Math.min(bottom, (top / tileHeight + 1) * tileHeight) - top);
      int columnLimit = RenderScratch.BLOCK / rows;
      for (int left = x; left < right; ) {
        int end =
            right - left <= columnLimit ? right : (left + columnLimit) / tileWidth * tileWidth;
        int at = ((top - y) * width + left - x) * painter.components();
        Block block = new Block(pixels, level, left, top, end - left, rows);
        painter.paint(block, scratch, raster, at);
        left = end;
      }
      top += rows;
    }
  }

  private static void requireInside(
      PyramidGeometry geometry, int level, int x, int y, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "A rectangle of %d×%d pixels (width×height) was asked for, but each size must be at least 1."
              .formatted(width, height));
    }
    int levelWidth = geometry.width(level);
    int levelHeight = geometry.height(level);
    if (x < 0 || y < 0 || width > levelWidth - x || height > levelHeight - y) {
      throw new IndexOutOfBoundsException(
          "The rectangle of %d×%d pixels (width×height) at column %d, row %d leaves level %d, which has %d×%d pixels."
              .formatted(width, height, x, y, level, levelWidth, levelHeight));
    }
  }
}
