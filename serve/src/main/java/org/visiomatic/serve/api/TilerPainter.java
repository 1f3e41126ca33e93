package org.visiomatic.serve.api;

import org.visiomatic.tiler.encode.JpegEncoder;
import org.visiomatic.tiler.encode.PictureFormat;
import org.visiomatic.tiler.encode.PngEncoder;
import org.visiomatic.tiler.encode.WebpEncoder;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.render.Raster;
import org.visiomatic.tiler.render.Renderer;
import org.visiomatic.tiler.render.Rendering;

/// Paints with the renderer and the encoders of the tiler, which are loaded when the first picture
/// is painted: loading the native codec must not hold up the start.
final class TilerPainter implements Painter {

  @Override
  public byte[] paint(PixelLevels pixels, Frame frame, Rendering rendering, Encoding encoding) {
    return Tools.RENDERER.render(
        pixels,
        frame.level(),
        frame.x(),
        frame.y(),
        frame.width(),
        frame.height(),
        rendering,
        drawn -> {
          Raster raster = enlarged(drawn, frame);
          Stages.rendered();
          return encode(raster, encoding);
        });
  }

  /// The pixels of a picture before they become a file.
  static Raster draw(PixelLevels pixels, Frame frame, Rendering rendering) {
    return enlarged(
        Tools.RENDERER.render(
            pixels, frame.level(), frame.x(), frame.y(), frame.width(), frame.height(), rendering),
        frame);
  }

  private static Raster enlarged(Raster drawn, Frame frame) {
    return frame.across() == 1 && frame.down() == 1
        ? drawn
        : drawn.enlarged(frame.across(), frame.down());
  }

  /// The file of drawn pixels.
  static byte[] encode(Raster raster, Encoding encoding) {
    return switch (encoding.format()) {
      case JPEG -> Tools.JPEG.encode(raster, encoding.quality());
      case PNG -> Tools.PNG.encode(raster);
      case WEBP -> WebpEncoder.find().orElseThrow().encode(raster, encoding.quality());
    };
  }

  @Override
  public boolean makes(PictureFormat format) {
    return switch (format) {
      case JPEG, PNG -> true;
      case WEBP -> WebpEncoder.find().isPresent();
    };
  }

  private static final class Tools {
    static final Renderer RENDERER = new Renderer();
    static final JpegEncoder JPEG = new JpegEncoder();
    static final PngEncoder PNG = new PngEncoder();
  }
}
