package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.pyramid.PyramidFixtures.Pixels;

/// The JavaScript reader zarrita sees the pixels that we see. Needs Node and npm.
class ZarritaTest {

  private static final Path SOURCE = Path.of("src/test/js");
  private static final Path PROJECT = Path.of("target/zarrita");

  @TempDir private static Path temporary;

  @BeforeAll
  static void installZarrita() throws Exception {
    Files.createDirectories(PROJECT);
    Path lock = PROJECT.resolve("package-lock.json");
    boolean installed =
        Files.exists(lock)
            && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0
            && Files.exists(PROJECT.resolve("node_modules/.package-lock.json"));
    for (String name : List.of("package.json", "package-lock.json", "read.mjs")) {
      Files.copy(SOURCE.resolve(name), PROJECT.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!installed) {
      run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
    }
  }

  @Test
  void readsFloatsWithGapsAndBorders() throws Exception {
    agree(
        PyramidFixtures.geometry(3, 75, 130, 16, 24),
        SampleFormat.FLOAT32,
        (level, channel, x, y) ->
            (x < 30 && y < 40) || x == y ? Float.NaN : x * 0.37f + y * 1000 + channel - level / 3f);
  }

  @Test
  void readsInfinities() throws Exception {
    agree(
        PyramidFixtures.geometry(1, 3, 5, 8, 8),
        SampleFormat.FLOAT32,
        (level, channel, x, y) ->
            x == 0 ? Float.NEGATIVE_INFINITY : x == 1 ? Float.POSITIVE_INFINITY : 1e-40f * y);
  }

  @Test
  void readsEmptyShardsAsNoValue() throws Exception {
    // 70 tiles across: the second shard begins at column 64 × 2.
    agree(
        PyramidFixtures.geometry(2, 5, 140, 2, 2),
        SampleFormat.FLOAT32,
        (level, channel, x, y) -> level == 0 && x >= 128 ? Float.NaN : x + y + channel);
  }

  @Test
  void readsScaledIntegersWithBlanks() throws Exception {
    agree(
        PyramidFixtures.geometry(1, 61, 83, 20, 20),
        PyramidFixtures.INT16_BLANK,
        (level, channel, x, y) -> x < 40 && y < 20 ? Float.NaN : 100 + 0.5f * (y * 83 + x - 9000));
  }

  @Test
  void readsUnsignedIntegersWithoutBlank() throws Exception {
    agree(
        PyramidFixtures.geometry(1, 20, 33, 9, 9),
        PyramidFixtures.UINT8,
        (level, channel, x, y) -> x < 9 ? 0 : (x * 7 + y) % 256);
    agree(
        PyramidFixtures.geometry(1, 20, 33, 9, 9),
        PyramidFixtures.UINT16_BLANK,
        (level, channel, x, y) -> x < 9 ? Float.NaN : 65534 - x * y);
  }

  private static void agree(PyramidGeometry geometry, SampleFormat format, Pixels pixels)
      throws Exception {
    for (Storage storage : PyramidFixtures.STORAGES) {
      agree(geometry, format, storage, pixels);
    }
  }

  private static void agree(
      PyramidGeometry geometry, SampleFormat format, Storage storage, Pixels pixels)
      throws Exception {
    Path folder = Files.createTempDirectory(temporary, "cache").resolve("a.ome.zarr");
    PyramidFixtures.write(folder, geometry, format, storage, pixels, 1);
    JsonNode seen = new ObjectMapper().readTree(run("node", "read.mjs", folder.toString()));
    assertThat(seen.get("version").textValue()).isEqualTo("0.5");
    assertThat(seen.get("levels")).hasSize(geometry.levels());
    try (Pyramid pyramid = Pyramid.open(folder)) {
      for (int level = 0; level < geometry.levels(); level++) {
        JsonNode theirs = seen.get("levels").get(level);
        assertThat(theirs.get("path").textValue()).isEqualTo(Integer.toString(level));
        assertThat(theirs.get("shape").toString())
            .isEqualTo(
                "[%d,%d,%d]"
                    .formatted(geometry.channels(), geometry.height(level), geometry.width(level)));
        for (int channel = 0; channel < geometry.channels(); channel++) {
          assertThat(physical(theirs, channel, geometry.height(level) * geometry.width(level)))
              .isEqualTo(PyramidFixtures.read(pyramid, level, channel));
        }
      }
    }
  }

  /// What zarrita has read of a channel, with the CF attributes applied.
  private static float[] physical(JsonNode level, int channel, int count) {
    JsonNode attributes = level.get("attributes");
    double scale = attributes.path("scale_factor").asDouble(1);
    double offset = attributes.path("add_offset").asDouble(0);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      JsonNode pixel = level.get("pixels").get(channel * count + i);
      boolean missing = attributes.has("_FillValue") && pixel.equals(attributes.get("_FillValue"));
      double stored =
          pixel.isTextual() ? Double.parseDouble(pixel.textValue()) : pixel.doubleValue();
      values[i] = missing ? Float.NaN : (float) (offset + scale * stored);
    }
    return values;
  }

  /// Runs a program in the project and gives what it prints.
  private static String run(String... command) throws Exception {
    Path errors = PROJECT.resolve(command[0] + ".err");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(PROJECT.toFile())
              .redirectError(errors.toFile())
              .start();
    } catch (IOException e) {
      throw new AssertionError(
          "%s was not found. The tests of the cache format need Node 18 or newer with npm; install them and try again."
              .formatted(command[0]),
          e);
    }
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s ends", command[0]).isTrue();
      assertThat(process.exitValue())
          .as("%s said: %s", String.join(" ", command), Files.readString(errors))
          .isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
