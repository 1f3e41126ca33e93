package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.stats.ArraySource;

/// From a FITS file to the pixels of a pyramid on disk, for any image and any way of tiling it.
class AnyImageTest {

  /// An image.
  ///
  /// @param bitpix number type
  /// @param scale `BSCALE`
  /// @param zero `BZERO`
  /// @param invalid how many in a hundred pixels are NaN or `BLANK`
  record Subject(
      int bitpix, int width, int height, int channels, double scale, double zero, int invalid) {}

  @Provide
  Arbitrary<Subject> subjects() {
    Arbitrary<Integer> sides = Arbitraries.integers().between(1, 600);
    return Combinators.combine(
            Arbitraries.of(8, 16, 32, 64, -32, -64),
            sides,
            sides,
            Arbitraries.integers().between(1, 3),
            // Among them some where the float type has no room for all stored numbers.
            Arbitraries.of(1.0, 1.0, 0.5, -2.0, 1e-3, 1.0 / 3, 3e-7, 1e30, 0.0),
            Arbitraries.of(0.0, 0.0, 32768.0, -1.5, 1e4, 1.0 / 7, 8e6),
            Arbitraries.of(0, 1, 30, 100))
        .as(Subject::new);
  }

  @Provide
  Arbitrary<TilingOptions> ways() {
    Arbitrary<Integer> sides = Arbitraries.integers().between(1, 300);
    return Combinators.combine(
            sides,
            sides,
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(1L, 1L << 18, 1L << 24),
            Arbitraries.of(Storage.PLAIN, new Storage(Storage.Compression.ZSTD, true)))
        .as(
            (height, width, threads, memory, storage) ->
                new TilingOptions(
                    // Many tiny tiles take long and are tried elsewhere.
                    new TileSize(Math.max(height, 12), Math.max(width, 12)),
                    List.of(),
                    threads,
                    memory,
                    storage));
  }

  @Property(tries = 60)
  void everyRectangleOfEveryLevelIsWhatItShouldBe(
      @ForAll("subjects") Subject subject,
      @ForAll("ways") TilingOptions options,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed)
      throws Exception {
    Path folder = Files.createTempDirectory("any-image");
    try {
      Random random = new Random(seed);
      ArraySource expected = write(subject, random, folder.resolve("any.fits"));
      CacheFolder cache = CacheFolder.open(folder.resolve("cache"));
      try (ImageTiler tiler = new ImageTiler(cache, options);
          Pyramid pyramid = tiler.open(folder.resolve("any.fits"), TilingProgress.silent())) {
        assertMatches(pyramid, expected, random);
      }
    } finally {
      remove(folder);
    }
  }

  private static void assertMatches(Pyramid pyramid, ArraySource image, Random random) {
    for (int channel = 0; channel < image.channels(); channel++) {
      ReferencePyramid expected = ReferencePyramid.of(image, channel);
      for (int level = 0; level < pyramid.geometry().levels(); level++) {
        for (int i = 0; i < 4; i++) {
          int x = i == 0 ? 0 : random.nextInt(expected.width());
          int y = i == 0 ? 0 : random.nextInt(expected.height());
          int width = i == 0 ? expected.width() : 1 + random.nextInt(expected.width() - x);
          int height = i == 0 ? expected.height() : 1 + random.nextInt(expected.height() - y);
          float[] found = new float[width * height];
          pyramid.read(level, channel, x, y, width, height, found, 0, width);
          for (int row = 0; row < height; row++) {
            int from = (y + row) * expected.width() + x;
            assertThat(
                    Arrays.mismatch(
                        found,
                        row * width,
                        (row + 1) * width,
                        expected.pixels(),
                        from,
                        from + width))
                .as("first other column in row %d of level %d", y + row, level)
                .isEqualTo(-1);
          }
        }
        expected = expected.halved();
      }
    }
  }

  /// Writes random numbers of the whole range of the type, and tells what they mean.
  private static ArraySource write(Subject subject, Random random, Path file) throws IOException {
    int count = subject.width() * subject.height() * subject.channels();
    long blank = subject.bitpix() == 8 ? 17 : -99;
    float[] physical = new float[count];
    long[] integers = new long[count];
    double[] reals = new double[count];
    for (int i = 0; i < count; i++) {
      boolean invalid = random.nextInt(100) < subject.invalid();
      long stored = invalid ? blank : stored(subject.bitpix(), random);
      double real = invalid ? Double.NaN : random.nextGaussian() * 1e3;
      integers[i] = stored;
      reals[i] = subject.bitpix() == -32 ? (float) real : real;
      boolean isBlank = subject.bitpix() > 0 && subject.invalid() > 0 && stored == blank;
      double number = subject.bitpix() > 0 ? stored : reals[i];
      physical[i] = isBlank ? Float.NaN : (float) (subject.zero() + subject.scale() * number);
    }
    FitsFixtures.Image image = image(subject, integers, reals);
    image.card("BSCALE", subject.scale()).card("BZERO", subject.zero());
    if (subject.bitpix() > 0 && subject.invalid() > 0) {
      image.card("BLANK", blank);
    }
    image.axes(subject.width(), subject.height(), subject.channels()).writeTo(file);
    return new ArraySource(subject.channels(), subject.height(), subject.width(), physical);
  }

  private static long stored(int bitpix, Random random) {
    return switch (bitpix) {
      case 8 -> random.nextInt(256);
      case 16 -> (short) random.nextInt();
      case 32 -> random.nextInt();
      default -> random.nextLong();
    };
  }

  private static FitsFixtures.Image image(Subject subject, long[] integers, double[] reals) {
    int count = integers.length;
    return switch (subject.bitpix()) {
      case 8 -> {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
          bytes[i] = (byte) integers[i];
        }
        yield FitsFixtures.bytes(count, 1, bytes);
      }
      case 16 -> {
        short[] shorts = new short[count];
        for (int i = 0; i < count; i++) {
          shorts[i] = (short) integers[i];
        }
        yield FitsFixtures.shorts(count, 1, shorts);
      }
      case 32 ->
          FitsFixtures.ints(count, 1, Arrays.stream(integers).mapToInt(i -> (int) i).toArray());
      case 64 -> FitsFixtures.longs(count, 1, integers);
      case -32 -> {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
          floats[i] = (float) reals[i];
        }
        yield FitsFixtures.floats(count, 1, floats);
      }
      default -> FitsFixtures.doubles(count, 1, reals);
    };
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
