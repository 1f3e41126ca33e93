package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.visiomatic.tiler.pyramid.PyramidFixtures.INT16_BLANK;
import static org.visiomatic.tiler.pyramid.PyramidFixtures.UINT16_BLANK;
import static org.visiomatic.tiler.pyramid.PyramidFixtures.UINT8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.visiomatic.tiler.pyramid.PyramidFixtures.Pixels;

/// Whatever is written is read again, to the bit, whole and in parts.
class PyramidRoundTripTest {

  @Property(tries = 300)
  void readsWhatWasWritten(
      @ForAll @IntRange(min = 1, max = 5) int channels,
      @ForAll @IntRange(min = 1, max = 150) int height,
      @ForAll @IntRange(min = 1, max = 150) int width,
      @ForAll @IntRange(min = 1, max = 40) int tileHeight,
      @ForAll @IntRange(min = 1, max = 40) int tileWidth,
      @ForAll("formats") SampleFormat format,
      @ForAll("storages") Storage storage,
      @ForAll("gaps") Gaps gaps,
      @ForAll long seed)
      throws IOException {
    PyramidGeometry geometry =
        PyramidFixtures.geometry(channels, height, width, tileHeight, tileWidth);
    Pixels pixels = pixels(format, gaps, geometry, seed);
    Path parent = Files.createTempDirectory("visiomatic-pyramid");
    try {
      Path folder =
          PyramidFixtures.write(
              parent.resolve("a.ome.zarr"), geometry, format, storage, pixels, seed);
      try (Pyramid pyramid = Pyramid.open(folder)) {
        assertThat(pyramid.geometry()).isEqualTo(geometry);
        assertThat(pyramid.format()).isEqualTo(format);
        assertThat(pyramid.storage()).isEqualTo(storage);
        assertThat(pyramid.metadata()).isEqualTo(PyramidFixtures.metadata(geometry));
        for (int level = 0; level < geometry.levels(); level++) {
          for (int channel = 0; channel < channels; channel++) {
            assertThat(PyramidFixtures.read(pyramid, level, channel))
                .isEqualTo(PyramidFixtures.expected(geometry, level, channel, pixels));
          }
        }
        readsPart(pyramid, pixels, new SplittableRandom(seed));
      }
      assertThat(parent)
          .isDirectoryContaining(folder::equals)
          .isDirectoryNotContaining("glob:**staging*");
    } finally {
      Folders.delete(parent);
    }
  }

  private static void readsPart(Pyramid pyramid, Pixels pixels, SplittableRandom random) {
    PyramidGeometry geometry = pyramid.geometry();
    int level = random.nextInt(geometry.levels());
    int channel = random.nextInt(geometry.channels());
    int x = random.nextInt(geometry.width(level));
    int y = random.nextInt(geometry.height(level));
    int width = random.nextInt(geometry.width(level) - x + 1);
    int height = random.nextInt(geometry.height(level) - y + 1);
    int stride = width + 5;
    float[] target = new float[7 + height * stride];
    pyramid.read(level, channel, x, y, width, height, target, 7, stride);
    float[] expected = new float[target.length];
    for (int j = 0; j < height; j++) {
      for (int i = 0; i < width; i++) {
        expected[7 + j * stride + i] = pixels.at(level, channel, x + i, y + j);
      }
    }
    assertThat(target).isEqualTo(expected);
  }

  @Provide
  Arbitrary<SampleFormat> formats() {
    return Arbitraries.of(
        SampleFormat.FLOAT32,
        UINT8,
        INT16_BLANK,
        UINT16_BLANK,
        new SampleFormat(SampleFormat.Type.UINT8, 0.1, -3, OptionalInt.of(0)),
        new SampleFormat(SampleFormat.Type.INT16, 1, 0, OptionalInt.empty()),
        new SampleFormat(SampleFormat.Type.UINT16, -2, 1e6, OptionalInt.empty()));
  }

  @Provide
  Arbitrary<Storage> storages() {
    return Arbitraries.of(PyramidFixtures.STORAGES);
  }

  @Provide
  Arbitrary<Gaps> gaps() {
    return Arbitraries.of(Gaps.class);
  }

  /// Where there is no value, in formats that can say so.
  enum Gaps {
    NONE,
    PIXELS,
    TILES,
    LEFT_HALF,
    ALL
  }

  private static Pixels pixels(
      SampleFormat format, Gaps gaps, PyramidGeometry geometry, long seed) {
    return (level, channel, x, y) -> {
      SampleFormat here = level == 0 ? format : SampleFormat.FLOAT32;
      boolean floats = here.type() == SampleFormat.Type.FLOAT32;
      SplittableRandom random =
          new SplittableRandom(seed + 31L * (level + 31L * (channel + 31L * (x + 1009L * y))));
      int tile = x / geometry.tile().width() + y / geometry.tile().height();
      boolean gap =
          switch (gaps) {
            case NONE -> false;
            case PIXELS -> random.nextInt(3) == 0;
            case TILES -> tile % 2 == 0;
            case LEFT_HALF -> x < geometry.width(level) / 2;
            case ALL -> true;
          };
      if (gap && (floats || here.fill().isPresent())) {
        return Float.NaN;
      }
      if (floats) {
        return random.nextInt(50) == 0 ? Float.NEGATIVE_INFINITY : (float) random.nextDouble(-9, 9);
      }
      return physical(here, stored(here, random));
    };
  }

  private static int stored(SampleFormat format, SplittableRandom random) {
    int number =
        switch (format.type()) {
          case UINT8 -> random.nextInt(256);
          case INT16 -> random.nextInt(Short.MIN_VALUE, Short.MAX_VALUE + 1);
          case UINT16 -> random.nextInt(65536);
          case FLOAT32 -> throw new AssertionError();
        };
    return format.fill().isPresent() && format.fill().getAsInt() == number ? 17 : number;
  }

  private static float physical(SampleFormat format, int stored) {
    return (float) (format.offset() + format.scale() * stored);
  }
}
