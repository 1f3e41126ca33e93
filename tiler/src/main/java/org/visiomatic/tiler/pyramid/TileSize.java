package org.visiomatic.tiler.pyramid;

/// The shape of a tile in pixels. The vertical size comes first, as in the shape of an image array.
///
/// @param height rows, from 1 to 4096
/// @param width columns, from 1 to 4096
public record TileSize(int height, int width) {

  /// The largest size of a tile along either axis, in pixels.
  public static final int MAXIMUM = 4096;

  /// What is used when nothing else is asked for: 256 × 256.
  public static final TileSize DEFAULT = new TileSize(256, 256);

  public TileSize {
    if (height < 1 || height > MAXIMUM || width < 1 || width > MAXIMUM) {
      throw new IllegalArgumentException(
          "A tile of %d×%d pixels (height×width) was asked for, but each size must be between 1 and %d."
              .formatted(height, width, MAXIMUM));
    }
  }

  /// The number of pixels of a whole tile.
  public int pixels() {
    return height * width;
  }
}
