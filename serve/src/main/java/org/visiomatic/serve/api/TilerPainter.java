package org.visiomatic.serve.api;

import org.visiomatic.tiler.encode.JpegEncoder;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.render.Renderer;
import org.visiomatic.tiler.render.Rendering;

/// Paints with the renderer and the encoder of the tiler, which are loaded when the first picture
/// is painted: loading the native codec must not hold up the start.
final class TilerPainter implements Painter {

  @Override
  public byte[] paint(PixelLevels pixels, Frame frame, Rendering rendering, int quality) {
    return Tools.ENCODER.encode(
        Tools.RENDERER.render(
            pixels, frame.level(), frame.x(), frame.y(), frame.width(), frame.height(), rendering),
        quality);
  }

  private static final class Tools {
    static final Renderer RENDERER = new Renderer();
    static final JpegEncoder ENCODER = new JpegEncoder();
  }
}
