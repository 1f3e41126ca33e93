package org.visiomatic.tiler.pyramid;

/// Sizes and tile grids of every level of a pyramid.
///
/// Level 0 is the image itself; each level above halves both axes, rounding down, but never below
/// one pixel. The last level is the first that would fit one tile if sizes were rounded up. Rows
/// count from the top of the displayed image, tiles from the left, then from the top.
///
/// @param channels number of image planes, at least 1
/// @param height rows of level 0, at least 1
/// @param width columns of level 0, at least 1
/// @param tile shape of a tile
public record PyramidGeometry(int channels, int height, int width, TileSize tile) {

  public PyramidGeometry {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "An image of %d channels, %d rows and %d columns cannot be tiled: each must be at least 1."
              .formatted(channels, height, width));
    }
  }

  /// The number of levels, at least 1.
  public int levels() {
    int across = bitLength((width - 1) / tile.width());
    int down = bitLength((height - 1) / tile.height());
    return Math.max(across, down) + 1;
  }

  /// Columns of `level`, in pixels.
  public int width(int level) {
    return Math.max(1, width >> checked(level));
  }

  /// Rows of `level`, in pixels.
  public int height(int level) {
    return Math.max(1, height >> checked(level));
  }

  /// Tiles along a row of the grid of `level`.
  public int columns(int level) {
    return (width(level) - 1) / tile.width() + 1;
  }

  /// Rows of tiles of `level`.
  public int rows(int level) {
    return (height(level) - 1) / tile.height() + 1;
  }

  /// Tiles of one channel at `level`.
  public long tiles(int level) {
    return (long) columns(level) * rows(level);
  }

  /// Tiles of all channels and levels.
  public long tiles() {
    long tiles = 0;
    for (int level = 0; level < levels(); level++) {
      tiles += channels * tiles(level);
    }
    return tiles;
  }

  /// Pixels of all channels and levels.
  public long pixels() {
    long pixels = 0;
    for (int level = 0; level < levels(); level++) {
      pixels += pixels(level);
    }
    return pixels;
  }

  /// Pixels of all channels at `level`.
  public long pixels(int level) {
    return (long) channels * height(level) * width(level);
  }

  /// The valid columns of the tiles in grid column `column`; less than a tile's width only at the
  /// right border.
  public int tileWidth(int level, int column) {
    return Math.min(tile.width(), width(level) - column * tile.width());
  }

  /// The valid rows of the tiles in grid row `row`; less than a tile's height only at the bottom
  /// border.
  public int tileHeight(int level, int row) {
    return Math.min(tile.height(), height(level) - row * tile.height());
  }

  /// Makes sure that a rectangle lies on one channel of a level.
  ///
  /// @throws IndexOutOfBoundsException when it leaves the level, or the level or channel is not
  ///   there
  public void check(int level, int channel, int x, int y, int width, int height) {
    int columns = width(level);
    int rows = height(level);
    if (channel < 0 || channel >= channels) {
      throw new IndexOutOfBoundsException(
          "Channel %d was asked for, but the pyramid has channels 0 to %d."
              .formatted(channel, channels - 1));
    }
    if (x < 0 || y < 0 || width < 0 || height < 0 || width > columns - x || height > rows - y) {
      throw new IndexOutOfBoundsException(
          "The %d×%d pixels at (%d, %d) were asked for, but level %d has %d×%d pixels."
              .formatted(width, height, x, y, level, columns, rows));
    }
  }

  private int checked(int level) {
    if (level < 0 || level >= levels()) {
      throw new IndexOutOfBoundsException(
          "Level %d was asked for, but the pyramid has levels 0 to %d."
              .formatted(level, levels() - 1));
    }
    return level;
  }

  private static int bitLength(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(value);
  }
}
