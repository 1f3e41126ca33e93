package org.visiomatic.shell.picture;

import java.io.PrintWriter;
import org.visiomatic.tiler.render.Raster;

/// Letters of grey, for terminals that know nothing else: the brighter, the more ink.
record Letters() implements Canvas {

  /// From black to white, on a dark ground.
  private static final String RAMP = " .:-=+*#%@";

  @Override
  public int across() {
    return 1;
  }

  @Override
  public int down() {
    return 1;
  }

  @Override
  public double aspect() {
    return 2;
  }

  @Override
  public void draw(Raster raster, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int y = 0; y < raster.height(); y++) {
      line.setLength(0);
      for (int x = 0; x < raster.width(); x++) {
        line.append(RAMP.charAt(luminance(Canvas.colour(raster, x, y)) * RAMP.length() / 256));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /// ITU-R BT.601, in parts of 1000.
  private static int luminance(int colour) {
    return (299 * (colour >> 16 & 0xff) + 587 * (colour >> 8 & 0xff) + 114 * (colour & 0xff))
        / 1000;
  }
}
