package org.visiomatic.shell.config;

import java.util.List;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.tiler.pyramid.TileSize;

/// The settings of the section `[image]`: how images look when a request does not say.
public final class ImageSection {

  private static final SettingList LIST = new SettingList(Section.IMAGE);

  public static final Setting<Double> BRIGHTNESS =
      LIST.addLive(
          "brightness", Kind.decimal(ImageDefaults.BRIGHTNESS), "0.0", "Default brightness.");

  public static final Setting<Double> CONTRAST =
      LIST.addLive("contrast", Kind.decimal(ImageDefaults.CONTRAST), "1.0", "Default contrast.");

  public static final Setting<Double> COLOR_SATURATION =
      LIST.addLive(
          "color_saturation",
          Kind.decimal(ImageDefaults.COLOR_SATURATION),
          "1.5",
          "Default colour saturation.");

  public static final Setting<Double> GAMMA =
      LIST.addLive("gamma", Kind.decimal(ImageDefaults.GAMMA), "2.2", "Default display gamma.");

  public static final Setting<Integer> QUALITY =
      LIST.addLive(
          "quality", Kind.integer(ImageDefaults.QUALITY), "97", "Default JPEG quality, percent.");

  public static final Setting<TileSize> TILE_SIZE =
      LIST.add(
          "tile_size", Kind.tileSize(), "256,256", "Shape of the tiles in pixels, height first.");

  private ImageSection() {}

  /// All of them.
  static List<Setting<?>> all() {
    return LIST.all();
  }
}
