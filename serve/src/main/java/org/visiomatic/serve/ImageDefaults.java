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

  public ImageDefaults {
    Limits.check("brightness", brightness, -100, 100);
    Limits.check("contrast", contrast, 0.01, 10);
    Limits.check("color_saturation", colourSaturation, 0, 5);
    Limits.check("gamma", gamma, 0.1, 5);
    Limits.check("quality", quality, 0, 100);
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
