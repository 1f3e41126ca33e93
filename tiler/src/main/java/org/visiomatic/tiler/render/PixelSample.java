package org.visiomatic.tiler.render;

import java.util.Arrays;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Finite pixels of one channel at full resolution, in rising order: what cuts and curves that
/// follow the values of an image are found from.
///
/// Bands of rows are taken from the middle of up to 64 tiles that are spread evenly over the image,
/// so that a gigapixel image costs as many reads as a small one and the answer is always the same.
/// Images of up to 65,536 pixels in one tile are taken whole; cubes of many channels give less of
/// each.
public final class PixelSample {

  private static final int MOST_PIXELS = 1 << 16;
  private static final int FEWEST_PIXELS = 1 << 12;
  private static final int MOST_TILES = 64;
  private static final int FEWEST_TILES = 4;

  /// Pixels and tiles of all channels of a cube together, as far as the limits above allow.
  private static final int ALL_PIXELS = 1 << 22;

  private static final int ALL_TILES = 1 << 12;

  /// Steps of the curve that makes brightness even.
  private static final int EQUAL_STEPS = 1024;

  private final float[] sorted;

  PixelSample(float[] values) {
    float[] finite = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        // Adding zero makes −0 the same as 0.
        finite[count++] = value + 0f;
      }
    }
    sorted = Arrays.copyOf(finite, count);
    Arrays.sort(sorted);
  }

  /// Reads the sample of a channel.
  ///
  /// @param channel from 0
  public static PixelSample of(PixelLevels pixels, int channel) {
    PyramidGeometry geometry = pixels.geometry();
    int tiles = Math.clamp(ALL_TILES / geometry.channels(), FEWEST_TILES, MOST_TILES);
    int budget = Math.clamp(ALL_PIXELS / geometry.channels(), FEWEST_PIXELS, MOST_PIXELS);
    int side = (int) Math.sqrt(tiles);
    int down = Math.min(geometry.rows(0), side);
    int across = Math.min(geometry.columns(0), tiles / down);
    down = Math.min(geometry.rows(0), tiles / across);
    int perTile = budget / (across * down);
    float[] values = new float[0];
    int filled = 0;
    for (int i = 0; i < across * down; i++) {
      int column = middle(i % across, across, geometry.columns(0));
      int row = middle(i / across, down, geometry.rows(0));
      int width = Math.min(geometry.tileWidth(0, column), perTile);
      int height = Math.clamp(perTile / width, 1, geometry.tileHeight(0, row));
      int x = column * geometry.tile().width();
      int y = row * geometry.tile().height() + (geometry.tileHeight(0, row) - height) / 2;
      values = Arrays.copyOf(values, filled + width * height);
      pixels.read(0, channel, x, y, width, height, values, filled, width);
      filled += width * height;
    }
    return new PixelSample(values);
  }

  /// The middle of one of so many equal parts of a range.
  private static int middle(int part, int parts, int size) {
    return (int) ((2L * part + 1) * size / (2L * parts));
  }

  /// Whether there is no finite pixel.
  public boolean isEmpty() {
    return sorted.length == 0;
  }

  /// The memory that it takes, about.
  public int bytes() {
    return Float.BYTES * sorted.length + 64;
  }

  /// The values below which so many percent of the pixels lie, interpolated between neighbours.
  ///
  /// @param low percent, 0 to 100
  /// @param high percent, 0 to 100
  public Cuts percentiles(double low, double high) {
    requirePixels();
    return new Cuts(quantile(low / 100), quantile(high / 100));
  }

  /// The cuts of IRAF's `zscale`.
  ///
  /// @param contrast 0.25 is usual
  public Cuts zscale(double contrast) {
    requirePixels();
    return ZScale.of(sorted, contrast);
  }

  /// The curve that gives every level about as many pixels, for those between the cuts.
  public Stretch equalizing(Cuts cuts, Tone tone) {
    Scale scale = Scale.mono(cuts, tone);
    float[] scaled = new float[sorted.length];
    int count = 0;
    for (float x : sorted) {
      float v = (x - scale.low()) * scale.factor() + scale.offset();
      if (v > 0 && v < 1) {
        scaled[count++] = v;
      }
    }
    if (count < 2) {
      return Stretch.LINEAR;
    }
    float[] steps = new float[EQUAL_STEPS + 1];
    for (int i = 0; i <= EQUAL_STEPS; i++) {
      steps[i] = interpolated(scaled, (double) i / EQUAL_STEPS * (count - 1));
    }
    return new Stretch.Equalized(steps);
  }

  private float quantile(double part) {
    return interpolated(sorted, part * (sorted.length - 1));
  }

  private static float interpolated(float[] values, double place) {
    int left = (int) place;
    double rest = place - left;
    return rest == 0
        ? values[left]
        : (float) (values[left] + rest * ((double) values[left + 1] - values[left]));
  }

  private void requirePixels() {
    if (isEmpty()) {
      throw new IllegalStateException("A sample without finite pixels has no cuts.");
    }
  }
}
