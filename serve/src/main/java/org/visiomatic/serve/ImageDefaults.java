package org.visiomatic.serve;

import org.visiomatic.tiler.pyramid.TileSize;

/// How images look when a request does not say.
///
/// @param brightness percent, −100 to 100
/// @param contrast factor, 0.01 to 10
/// @param colourSaturation 0 to 5; applied by clients
/// @param gamma display gamma, 0.1 to 5
/// @param quality of JPEG files, 0 to 100
/// @param tileSize shape of the tiles of new pyramids
public record ImageDefaults(
    double brightness,
    double contrast,
    double colourSaturation,
    double gamma,
    int quality,
    TileSize tileSize) {

  public static final DecimalRange BRIGHTNESS = new DecimalRange(-100, 100);
  public static final DecimalRange CONTRAST = new DecimalRange(0.01, 10);
  public static final DecimalRange COLOR_SATURATION = new DecimalRange(0, 5);
  public static final DecimalRange GAMMA = new DecimalRange(0.1, 5);
  public static final WholeRange QUALITY = new WholeRange(0, 100);

  public ImageDefaults {
    BRIGHTNESS.check("brightness", brightness);
    CONTRAST.check("contrast", contrast);
    COLOR_SATURATION.check("color_saturation", colourSaturation);
    GAMMA.check("gamma", gamma);
    QUALITY.check("quality", quality);
  }

  /// Brightness 0, contrast 1, saturation 1.5, gamma 2.2, quality 97, tiles of 256 × 256.
  public static ImageDefaults defaults() {
    return new ImageDefaults(0, 1, 1.5, 2.2, 97, TileSize.DEFAULT);
  }

  /// The same with another JPEG quality.
  public ImageDefaults withQuality(int newQuality) {
    return new ImageDefaults(brightness, contrast, colourSaturation, gamma, newQuality, tileSize);
  }
}
