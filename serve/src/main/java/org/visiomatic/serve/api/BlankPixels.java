package org.visiomatic.serve.api;

import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.render.ColourMap;
import org.visiomatic.tiler.render.Cuts;
import org.visiomatic.tiler.render.Rendering;
import org.visiomatic.tiler.render.Tone;

/// An image of 8 × 8 zeros.
final class BlankPixels implements PixelLevels {

  /// A rendering that suits it.
  static final Rendering RENDERING =
      new Rendering.Mono(0, new Cuts(0, 1), ColourMap.GREY, new Tone(1, 0, 2.2, false));

  @Override
  public PyramidGeometry geometry() {
    return new PyramidGeometry(1, 8, 8, TileSize.DEFAULT);
  }

  @Override
  public void read(
      int level,
      int channel,
      int x,
      int y,
      int width,
      int height,
      float[] target,
      int offset,
      int stride) {
    for (int row = 0; row < height; row++) {
      java.util.Arrays.fill(target, offset + row * stride, offset + row * stride + width, 0);
    }
  }
}
