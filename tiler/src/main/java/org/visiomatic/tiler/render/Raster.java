package org.visiomatic.tiler.render;

/// An 8-bit picture: rows from the top, without padding, components interleaved.
///
/// @param width columns, at least 1
/// @param height rows, at least 1
/// @param components 1 for grey, 3 for red, green, blue
/// @param samples at least width × height × components bytes; may be longer (a pooled buffer)
@SuppressWarnings("ArrayRecordComponent") // rasters are passed on, never compared
public record Raster(int width, int height, int components, byte[] samples) {

  public Raster {
    if (width < 1 || height < 1 || (components != 1 && components != 3)) {
      throw new IllegalArgumentException(
          "A raster of %d×%d pixels (width×height) with %d components was asked for, but each size must be at least 1 and the components 1 or 3."
              .formatted(width, height, components));
    }
    if (samples.length < (long) width * height * components) {
      throw new IllegalArgumentException(
          "A raster of %d×%d pixels (width×height) with %d components needs %d bytes, but its buffer has %d."
              .formatted(
                  width, height, components, (long) width * height * components, samples.length));
    }
  }

  /// The same picture with every pixel repeated.
  ///
  /// @param across copies of a column
  /// @param down copies of a row
  public Raster enlarged(int across, int down) {
    int rowBytes = Math.multiplyExact(Math.multiplyExact(width, across), components);
    byte[] larger = new byte[Math.multiplyExact(rowBytes, Math.multiplyExact(height, down))];
    for (int y = 0; y < height; y++) {
      int at = y * down * rowBytes;
      for (int x = 0; x < width; x++) {
        for (int copy = 0; copy < across; copy++) {
          System.arraycopy(
              samples,
              (y * width + x) * components,
              larger,
              at + (x * across + copy) * components,
              components);
        }
      }
      for (int copy = 1; copy < down; copy++) {
        System.arraycopy(larger, at, larger, at + copy * rowBytes, rowBytes);
      }
    }
    return new Raster(width * across, height * down, components, larger);
  }
}
