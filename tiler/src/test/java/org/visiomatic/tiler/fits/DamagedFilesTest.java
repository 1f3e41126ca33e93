package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.golden.GoldenValues;
import org.visiomatic.tiler.mosaic.Mosaic;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Files with a few bytes changed or their end cut off either give pixels or one sentence. Nothing
/// else may come out, and nothing may be left behind.
class DamagedFilesTest {

  private static final int TRIES = 400;
  private static final byte[] LIKELY = "0123456789-'=TEX[]:, ".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cube2x2_4d.fits",
        "int16_scaled_blank.fits",
        "mosaic_2x2.fits",
        "rice_u16.fits.fz",
        "rice_f32_zblank.fits.fz",
        "gzip2_i32.fits.fz",
        "plio_i16.fits.fz",
        "whole_file.fits.gz"
      })
  void giveUpWithASentence(String name) throws IOException {
    byte[] intact = Files.readAllBytes(GoldenValues.input(name));
    Random random = new Random(name.hashCode());
    Path path = folder.resolve("damaged.fits");
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
      Files.write(path, damage(intact, random));
      try {
        readSome(path);
      } catch (UnreadableSourceException e) {
        refused++;
        assertThat(e.getMessage()).startsWith("damaged.fits").endsWith(".").doesNotContain("\n");
      }
    }
    assertThat(refused).isPositive();
    assertThat(scratch).isEmptyDirectory();
  }

  private static byte[] damage(byte[] intact, Random random) {
    byte[] damaged =
        random.nextInt(8) == 0
            ? Arrays.copyOf(intact, random.nextInt(intact.length))
            : intact.clone();
    int reach = random.nextInt(3) == 0 ? damaged.length : Math.min(damaged.length, 8640);
    for (int i = random.nextInt(6); i >= 0 && reach > 0; i--) {
      byte value =
          random.nextBoolean() ? LIKELY[random.nextInt(LIKELY.length)] : (byte) random.nextInt();
      damaged[random.nextInt(reach)] = value;
    }
    return damaged;
  }

  /// Reads the corners of the frame and its first rows, so that a header that asks for a giant does
  /// not take all day.
  private void readSome(Path path) throws IOException {
    try (ImageFile file = FitsFiles.open(path, scratch)) {
      Mosaic mosaic = Mosaic.of("damaged.fits", file.images());
      float[] pixels = new float[64 * 200];
      int width = Math.min(64, mosaic.width());
      int height = Math.min(200, mosaic.height());
      int last = mosaic.channels() - 1;
      mosaic.read(0, 0, 0, width, height, pixels, 0, 64);
      mosaic.read(last, mosaic.width() - 1, mosaic.height() - 1, 1, 1, pixels, 0, 1);
    }
  }
}
