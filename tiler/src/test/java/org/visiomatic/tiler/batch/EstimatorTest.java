package org.visiomatic.tiler.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.build.ImageTiler;
import org.visiomatic.tiler.build.TilingOptions;
import org.visiomatic.tiler.build.TilingProgress;
import org.visiomatic.tiler.golden.GoldenValues;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;

/// Predictions against what building really takes.
class EstimatorTest {

  @TempDir Path root;

  private static TilingOptions tiling(boolean checksums) {
    Storage storage = new Storage(Storage.Compression.NONE, checksums);
    return new TilingOptions(TileSize.DEFAULT, List.of(), 2, 32 << 20, storage);
  }

  private Estimate estimate(Path file, TilingOptions tiling) throws IOException {
    Path scratch = Files.createDirectories(root.resolve("scratch"));
    Estimate estimate = new Estimator(tiling, scratch).of(file);
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).as("what looking has left behind").isEmpty();
    }
    return estimate;
  }

  private long build(Path file, TilingOptions tiling) throws Exception {
    CacheFolder cache = CacheFolder.open(root.resolve("cache"));
    try (ImageTiler tiler = new ImageTiler(cache, tiling);
        Pyramid pyramid = tiler.open(file, TilingProgress.silent())) {
      assertThat(pyramid.geometry().levels()).isPositive();
      return cache.bytes(cache.pyramids().getFirst());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, false",
    "300, 200, 1, false",
    "1030, 517, 3, false",
    "257, 1800, 1, true",
    "1030, 517, 3, true"
  })
  void foreseesTheBytesOfAPyramid(int width, int height, int channels, boolean checksums)
      throws Exception {
    Path file = FitsFixtures.ramp(width, height, channels).writeTo(root.resolve("ramp.fits"));
    TilingOptions tiling = tiling(checksums);
    Estimate estimate = estimate(file, tiling);
    assertThat(estimate.exact()).isTrue();
    assertThat(estimate.bytes()).isCloseTo(build(file, tiling), withinPercentage(1));
    assertThat(estimate.scratchBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mosaic_2x2.fits", "ramp_xy.fits"})
  void foreseesTheBytesOfRealShapes(String name) throws Exception {
    Path file = GoldenValues.input(name);
    assertThat(estimate(file, tiling(false)).bytes())
        .isCloseTo(build(file, tiling(false)), withinPercentage(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "xz", "zst", "bz2"})
  void looksIntoPackedFilesWithoutUnpackingThem(String kind) throws Exception {
    byte[] plain = FitsFixtures.file().image(FitsFixtures.ramp(900, 700, 1)).toBytes();
    Path file = Files.write(root.resolve("ramp.fits." + kind), packed(plain, kind));
    Estimate estimate = estimate(file, tiling(false));
    assertThat(estimate.exact()).isFalse();
    assertThat(estimate.geometry()).isPresent();
    assertThat(estimate.bytes()).isCloseTo(build(file, tiling(false)), withinPercentage(1));
    if (!kind.equals("bz2")) {
      assertThat(estimate.scratchBytes()).isEqualTo(plain.length);
    }
  }

  @Test
  void takesWhatFollowsInAPackedFileForMoreOfTheSame() throws Exception {
    byte[] plain = FitsFixtures.detectors(2, 2, 400, 300).toBytes();
    Path file = Files.write(root.resolve("camera.fits.gz"), packed(plain, "gz"));
    // The padding of small tiles counts twice; without the guess it would be a quarter.
    assertThat(estimate(file, tiling(false)).bytes())
        .isCloseTo(build(file, tiling(false)), withinPercentage(50));
  }

  @Test
  void guessesWhenAPackedFileCannotBeLookedInto() throws Exception {
    byte[] packed = packed(new byte[1 << 20], "gz");
    packed[20] ^= 0x55;
    Path file = Files.write(root.resolve("broken.fits.gz"), packed);
    Estimate estimate = estimate(file, tiling(false));
    assertThat(estimate.geometry()).isEmpty();
    assertThat(estimate.scratchBytes()).isCloseTo(1 << 20, within(1L));
  }

  @Test
  void marksCompressedPyramidsAsGuesses() throws Exception {
    Path file = FitsFixtures.ramp(300, 200, 1).writeTo(root.resolve("ramp.fits"));
    TilingOptions zstd =
        new TilingOptions(
            TileSize.DEFAULT, List.of(), 2, 32 << 20, new Storage(Storage.Compression.ZSTD, false));
    assertThat(estimate(file, zstd).exact()).isFalse();
  }

  private static byte[] packed(byte[] plain, String kind) throws IOException {
    if (kind.equals("zst")) {
      return Zstd.compress(plain);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (kind) {
          case "gz" -> new GZIPOutputStream(bytes);
          case "xz" -> new XZCompressorOutputStream(bytes);
          default -> new BZip2CompressorOutputStream(bytes);
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
