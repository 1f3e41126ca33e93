package org.visiomatic.serve.api;

import java.util.OptionalInt;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.encode.PictureFormat;
import org.visiomatic.tiler.render.ColourMap;
import org.visiomatic.tiler.render.Raster;
import org.visiomatic.tiler.render.Rendering;

/// One picture of an open image, to be drawn. Lives as long as the image is open.
public final class Drawing {

  private final ServedImage image;
  private final PicturePlan plan;
  private final PixelSamples samples;

  Drawing(ServedImage image, PicturePlan plan, PixelSamples samples) {
    this.image = image;
    this.plan = plan;
    this.samples = samples;
  }

  /// Columns.
  public int width() {
    return plan.frame().pictureWidth();
  }

  /// Rows.
  public int height() {
    return plan.frame().pictureHeight();
  }

  /// The level of the pyramid that it is drawn from; 0 is full resolution.
  public int level() {
    return plan.frame().level();
  }

  /// The first column of that level.
  public int left() {
    return plan.frame().x();
  }

  /// The first row of that level, from the top.
  public int top() {
    return plan.frame().y();
  }

  /// How many columns of that level it shows.
  public int columns() {
    return plan.frame().width();
  }

  /// How many rows of that level it shows.
  public int rows() {
    return plan.frame().height();
  }

  /// The kind of file.
  public PictureFormat format() {
    return plan.look().encoding().format();
  }

  /// Bytes per pixel: 1 where it is grey, else 3.
  public int components() {
    Look look = plan.look();
    return look.channel().isPresent() && look.colourMap() == ColourMap.GREY ? 1 : 3;
  }

  /// The only channel that it shows, from 1; empty for a mix of all.
  public OptionalInt channel() {
    Look look = plan.look();
    return look.channel().isPresent()
        ? OptionalInt.of(look.shown(image.pixels().geometry().channels()))
        : OptionalInt.empty();
  }

  /// The drawn pixels.
  public Raster raster() {
    return TilerPainter.draw(image.pixels(), plan.frame(), rendering());
  }

  /// The file.
  ///
  /// @param raster what [#raster] has given
  /// @throws RefusedRequestException when there can be no file of this kind and size
  public byte[] file(Raster raster) {
    demandFile();
    return TilerPainter.encode(raster, plan.look().encoding());
  }

  /// Looks whether there can be a file, before anything is drawn.
  ///
  /// @throws RefusedRequestException when there can be none of this kind and size
  public void demandFile() {
    plan.demandFile(Painter.ofTiler());
  }

  private Rendering rendering() {
    return Renderings.of(plan.look(), image, samples);
  }
}
