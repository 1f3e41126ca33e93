package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.stats.ArraySource;

/// What holds between each level and the next, whatever the image.
///
/// A pixel of the next level has the pixels 2x, 2x + 1 of 2y, 2y + 1 for children, along an axis of
/// one pixel only that one. The last column or row of an odd axis has no parents.
class ReductionPropertiesTest {

  /// A level as a plain array.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Plane(int width, int height, float[] pixels) {

    float at(int x, int y) {
      return pixels[y * width + x];
    }

    /// The children of a pixel of the next level.
    List<Float> children(int x, int y) {
      List<Float> children = new ArrayList<>();
      for (int j = 2 * y; j <= 2 * y + 1 && j < height; j++) {
        for (int i = 2 * x; i <= 2 * x + 1 && i < width; i++) {
          children.add(at(i, j));
        }
      }
      return children;
    }
  }

  /// The mean of the valid pixels that have a parent is that of their parents, each of which counts
  /// as often as it has valid children; up to the rounding of each parent to a float.
  @Property(tries = 150)
  void eachLevelKeepsTheMeanOfTheValidPixels(
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 200) int height,
      @ForAll @IntRange(min = 1, max = 3) int channels,
      @ForAll @IntRange(min = 1, max = 40) int tile,
      @ForAll @IntRange(min = 0, max = 10) int invalid,
      @ForAll long seed)
      throws Exception {
    ArraySource image = CascadeTest.noise(channels, height, width, invalid * 0.1, seed);
    for (List<Plane> levels : levels(image, tile)) {
      for (int level = 0; level + 1 < levels.size(); level++) {
        assertKeepsMean(levels.get(level), levels.get(level + 1));
      }
    }
  }

  private static void assertKeepsMean(Plane below, Plane above) {
    double children = 0;
    double parents = 0;
    double rounding = 0;
    for (int y = 0; y < above.height(); y++) {
      for (int x = 0; x < above.width(); x++) {
        List<Float> valid =
            below.children(x, y).stream().filter(value -> !Float.isNaN(value)).toList();
        float parent = above.at(x, y);
        assertThat(Float.isNaN(parent)).isEqualTo(valid.isEmpty());
        if (!valid.isEmpty()) {
          children += valid.stream().mapToDouble(Float::doubleValue).sum();
          parents += (double) parent * valid.size();
          rounding += 0.5 * Math.ulp(parent) * valid.size();
        }
      }
    }
    // The sums themselves are rounded as well, far less.
    assertThat(parents).isCloseTo(children, within(1.001 * rounding + 1e-9));
  }

  /// With the NaN and without it, levels differ at the ancestors of the pixel alone, and nowhere
  /// above the image is there a NaN: every parent has two children at least.
  @Property(tries = 150)
  void aLoneNaNChangesItsAncestorsOnly(
      @ForAll @IntRange(min = 2, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 200) int height,
      @ForAll @IntRange(min = 1, max = 40) int tile,
      @ForAll long seed)
      throws Exception {
    ArraySource image = CascadeTest.noise(1, height, width, 0, seed);
    List<Plane> without = levels(image, tile).getFirst();
    int pixel = new Random(seed).nextInt(width * height);
    image.pixels()[pixel] = Float.NaN;
    List<Plane> with = levels(image, tile).getFirst();
    int column = pixel % width;
    int row = height - 1 - pixel / width;
    assertThat(with.getFirst().at(column, row)).isNaN();
    for (int level = 1; level < with.size(); level++) {
      Plane found = with.get(level);
      for (int i = 0; i < found.pixels().length; i++) {
        int x = i % found.width();
        int y = i / found.width();
        assertThat(found.pixels()[i]).isNotNaN();
        if (!isAncestor(x, column, level, found.width())
            || !isAncestor(y, row, level, found.height())) {
          assertThat(found.pixels()[i])
              .as("level %d, column %d, row %d", level, x, y)
              .isEqualTo(without.get(level).pixels()[i]);
        }
      }
    }
  }

  /// An axis that is down to one pixel is not halved any more.
  private static boolean isAncestor(int position, int of, int level, int size) {
    return size == 1 ? position == 0 : position == of >> level;
  }

  /// The levels of each channel, made with tiles of one size and little memory.
  private static List<List<Plane>> levels(ArraySource image, int tile) throws Exception {
    PyramidGeometry geometry =
        new PyramidGeometry(
            image.channels(), image.height(), image.width(), new TileSize(tile, tile));
    MemoryTiles tiles = new MemoryTiles(geometry);
    try (WorkerPool workers = new WorkerPool(2)) {
      Cascade.run(
          DisplayRows.of(image), Pass.plan(geometry, 2, 1 << 14), tiles, workers, pixels -> {});
    }
    List<List<Plane>> channels = new ArrayList<>();
    for (int channel = 0; channel < image.channels(); channel++) {
      List<Plane> levels = new ArrayList<>();
      for (int level = 0; level < geometry.levels(); level++) {
        levels.add(
            new Plane(geometry.width(level), geometry.height(level), tiles.level(level, channel)));
      }
      channels.add(levels);
    }
    return channels;
  }
}
