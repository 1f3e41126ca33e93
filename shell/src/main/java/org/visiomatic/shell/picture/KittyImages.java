package org.visiomatic.shell.picture;

import java.io.PrintWriter;
import java.util.Base64;
import org.visiomatic.tiler.encode.PngEncoder;
import org.visiomatic.tiler.render.Raster;

/// The graphics protocol of the terminal kitty: a PNG file in pieces of base64, scaled to whole
/// characters by the terminal.
record KittyImages() implements Canvas {

  /// What a terminal has to take in one piece at most.
  private static final int PIECE = 4096;

  @Override
  public int across() {
    return Sixels.CELL_WIDTH;
  }

  @Override
  public int down() {
    return Sixels.CELL_HEIGHT;
  }

  @Override
  public double aspect() {
    return 1;
  }

  /// Transmits and shows it (`a=T`), as a PNG file (`f=100`), without any answer (`q=2`).
  @Override
  public void draw(Raster raster, PrintWriter out) {
    String data = Base64.getEncoder().encodeToString(new PngEncoder().encode(raster));
    String control =
        "a=T,f=100,q=2,c=%d,r=%d,"
            .formatted(
                Math.ceilDiv(raster.width(), across()), Math.ceilDiv(raster.height(), down()));
    for (int at = 0; at < data.length(); at += PIECE) {
      int end = Math.min(data.length(), at + PIECE);
      out.print("\033_G" + (at == 0 ? control : ""));
      out.print((end < data.length() ? "m=1;" : "m=0;") + data.substring(at, end) + "\033\\");
    }
    out.println();
  }
}
