package org.visiomatic.tiler.build;

import org.visiomatic.tiler.stats.ArraySource;

/// One level of one channel, made by the definition.
///
/// @param width columns
/// @param height rows
/// @param pixels top row first
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReferencePyramid(int width, int height, float[] pixels) {

  /// Level 0.
  static ReferencePyramid of(ArraySource image, int channel) {
    int width = image.width();
    int height = image.height();
    float[] pixels = new float[width * height];
    for (int y = 0; y < height; y++) {
      int from = (channel * height + height - 1 - y) * width;
      System.arraycopy(image.pixels(), from, pixels, y * width, width);
    }
    return new ReferencePyramid(width, height, pixels);
  }

  /// The next level.
  ReferencePyramid halved() {
    int newWidth = Math.max(1, width / 2);
    int newHeight = Math.max(1, height / 2);
    float[] result = new float[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        double sum = 0;
        int valid = 0;
        for (int j = 2 * y; j <= 2 * y + 1 && j < height; j++) {
          for (int i = 2 * x; i <= 2 * x + 1 && i < width; i++) {
            float value = pixels[j * width + i];
            if (!Float.isNaN(value)) {
              sum += value;
              valid++;
            }
          }
        }
        result[y * newWidth + x] = valid == 0 ? Float.NaN : (float) (sum / valid);
      }
    }
    return new ReferencePyramid(newWidth, newHeight, result);
  }
}
