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
}
