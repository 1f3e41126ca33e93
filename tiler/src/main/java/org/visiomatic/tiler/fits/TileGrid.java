package org.visiomatic.tiler.fits;

import java.util.List;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// How a compressed image is cut into tiles. Axes are fastest first; tiles are numbered in the same
/// order as pixels.
final class TileGrid {

  private final long[] axes;
  private final long[] tile;
  private final long[] counts;

  TileGrid(Hdu hdu) throws UnreadableSourceException {
    List<Long> lengths = hdu.axes("ZNAXIS");
    axes = lengths.stream().mapToLong(Long::longValue).toArray();
    tile = new long[axes.length];
    counts = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      long length = hdu.integer("ZTILE" + (i + 1), i == 0 ? axes[0] : 1);
      if (length < 1) {
        throw hdu.broken("ZTILE%d is %d, which is below 1".formatted(i + 1, length));
      }
      tile[i] = Math.min(length, axes[i]);
      counts[i] = (axes[i] - 1) / tile[i] + 1;
    }
  }

  /// Number of tiles.
  long tiles() {
    long product = 1;
    for (long count : counts) {
      product = Math.multiplyExact(product, count);
    }
    return product;
  }

  /// Pixels of the largest tile.
  long largest() {
    long product = 1;
    for (long length : tile) {
      product = Math.multiplyExact(product, length);
    }
    return product;
  }

  /// Tiles along a row. All tiles with the same number but for this make a band.
  int columns() {
    return (int) counts[0];
  }

  /// Number of the band that has a row of a channel.
  long band(int channel, int y) {
    long band = y / tile[1];
    long step = counts[1];
    long rest = channel;
    for (int i = 2; i < axes.length; i++) {
      band += rest % axes[i] / tile[i] * step;
      step *= counts[i];
      rest /= axes[i];
    }
    return band;
  }

  /// The place of a tile.
  Place place(long number) {
    long rest = number;
    int[] start = new int[axes.length];
    int[] size = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      start[i] = (int) (rest % counts[i] * tile[i]);
      size[i] = (int) Math.min(tile[i], axes[i] - start[i]);
      rest /= counts[i];
    }
    return new Place(start, size);
  }

  /// Where a tile lies in the image.
  final class Place {

    private final int[] start;
    private final int[] size;

    private Place(int[] start, int[] size) {
      this.start = start;
      this.size = size;
    }

    int x() {
      return start[0];
    }

    int y() {
      return start[1];
    }

    int width() {
      return size[0];
    }

    int height() {
      return size[1];
    }

    /// Channels that the tile has a part of.
    int planes() {
      int planes = 1;
      for (int i = 2; i < size.length; i++) {
        planes *= size[i];
      }
      return planes;
    }

    int pixels() {
      return width() * height() * planes();
    }

    /// Channel of the image that a plane of the tile belongs to.
    int channel(int plane) {
      int channel = 0;
      int step = 1;
      int rest = plane;
      for (int i = 2; i < size.length; i++) {
        channel += (start[i] + rest % size[i]) * step;
        step *= (int) axes[i];
        rest /= size[i];
      }
      return channel;
    }
  }
}
