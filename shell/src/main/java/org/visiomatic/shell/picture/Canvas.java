package org.visiomatic.shell.picture;

import java.io.PrintWriter;
import org.visiomatic.shell.console.Screen.Graphics;
import org.visiomatic.tiler.render.Raster;

/// A way to draw pictures with characters.
sealed interface Canvas permits HalfBlocks, KittyImages, Letters, Sixels {

  /// Pixels across a character.
  int across();

  /// Pixels down a character.
  int down();

  /// Height of a pixel in parts of its width.
  double aspect();

  /// Draws a picture and ends the line.
  void draw(Raster raster, PrintWriter out);

  static Canvas of(Graphics graphics) {
    return switch (graphics) {
      case NONE -> new Letters();
      case BLOCKS -> new HalfBlocks();
      case SIXEL -> new Sixels();
      case KITTY -> new KittyImages();
    };
  }

  /// A pixel as 0xrrggbb.
  static int colour(Raster raster, int x, int y) {
    int at = (y * raster.width() + x) * raster.components();
    int red = raster.samples()[at] & 0xff;
    if (raster.components() == 1) {
      return red * 0x010101;
    }
    int green = raster.samples()[at + 1] & 0xff;
    return red << 16 | green << 8 | (raster.samples()[at + 2] & 0xff);
  }
}
