package org.visiomatic.shell.demo;

/// The image under construction: one plane of flux per band, rows from the bottom.
///
/// @param width columns
/// @param height rows
/// @param bands red, green, blue: width × height values each
record SkyPlanes(int width, int height, float[][] bands) {

  SkyPlanes(int width, int height) {
    this(width, height, new float[3][width * height]);
  }

  /// Adds light of a colour at a pixel; nothing outside the image.
  void add(int x, int y, double flux, double[] colour) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      return;
    }
    int pixel = y * width + x;
    for (int band = 0; band < bands.length; band++) {
      bands[band][pixel] += (float) (flux * colour[band]);
    }
  }
}
