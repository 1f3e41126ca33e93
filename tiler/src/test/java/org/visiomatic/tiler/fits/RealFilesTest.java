package org.visiomatic.tiler.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.golden.RealFiles;
import org.visiomatic.tiler.mosaic.Mosaic;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Walks over real astronomical files, where they are at hand, and compares every pixel statistic
/// with what astropy and funpack made of them.
class RealFilesTest {

  /// Binary that went through a text conversion: its pixels are nonsense in any program.
  private static final String RUINED = "odd/utf8_mangled.fits";

  /// Counts upwards pixel by pixel, with one NaN. The reference values come from a program that
  /// filled a part with zeros.
  private static final String COUNTING = "formats/compressed_with_nan.fits";

  private static final Set<String> PIXELS_NOT_COMPARED = Set.of(RUINED, COUNTING);

  @TempDir Path scratch;

  @Test
  void opensOrRefusesEveryRealFile() throws IOException {
    Path root = RealFiles.folder();
    assumeTrue(Files.isDirectory(root), "There are no real files at " + root + ".");
    JsonNode expected =
        new ObjectMapper().readTree(root.resolve("reference/expected.json").toFile()).get("files");
    List<String> opened = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    SoftAssertions softly = new SoftAssertions();
    for (String name : RealFiles.names()) {
      try (ImageFile file = FitsFiles.open(root.resolve(name), scratch)) {
        opened.add(name);
        compare(name, file, expected.path(name).path("hdus"), softly);
        tryLayout(name, file, softly);
      } catch (UnreadableSourceException e) {
        refused.add(e.getMessage());
        softly.assertThat(e.getMessage()).endsWith(".").doesNotContain("\n");
        softly
            .assertThat(images(expected.path(name).path("hdus")))
            .as("%s was refused: %s", name, e.getMessage())
            .isEmpty();
      }
    }
    System.out.printf(
        "Walked %d real files: %d opened, %d refused.%n",
        opened.size() + refused.size(), opened.size(), refused.size());
    refused.forEach(sentence -> System.out.println("  refused: " + sentence));
    softly.assertThat(opened).hasSizeGreaterThan(50);
    softly.assertAll();
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void readsADitheredImageWithBlanks() throws IOException {
    Path path = RealFiles.folder().resolve(COUNTING);
    assumeTrue(Files.exists(path), "There is no " + path + ".");
    float[] pixels = new float[144];
    try (ImageFile file = FitsFiles.open(path, scratch)) {
      file.images().getFirst().read(0, 0, 0, 12, 12, pixels, 0, 12);
    }
    int blank = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (Float.isNaN(pixels[i])) {
        blank++;
      } else {
        assertThat(pixels[i]).isCloseTo(i, within(1f));
      }
    }
    assertThat(blank).isEqualTo(1);
  }

  /// The HDUs that hold an image of two or more axes with pixels in it.
  private static List<JsonNode> images(JsonNode hdus) {
    List<JsonNode> images = new ArrayList<>();
    for (JsonNode hdu : hdus) {
      boolean hasPixels = hdu.get("naxis").valueStream().allMatch(n -> n.longValue() > 0);
      if (hdu.get("kind").textValue().equals("image")
          && hdu.get("naxis").size() >= 2
          && hasPixels) {
        images.add(hdu);
      }
    }
    return images;
  }

  private static void compare(String name, ImageFile file, JsonNode hdus, SoftAssertions softly)
      throws IOException {
    List<JsonNode> expected = images(hdus);
    softly.assertThat(file.images()).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < Math.min(expected.size(), file.images().size()); i++) {
      ImageHdu image = file.images().get(i);
      String what = name + " HDU " + image.number();
      JsonNode axes = expected.get(i).get("naxis");
      softly.assertThat(image.width()).as(what).isEqualTo(axes.get(0).intValue());
      softly.assertThat(image.height()).as(what).isEqualTo(axes.get(1).intValue());
      if (!PIXELS_NOT_COMPARED.contains(name)) {
        comparePixels(what, image, expected.get(i), softly);
      }
    }
  }

  private static void comparePixels(
      String what, ImageHdu image, JsonNode expected, SoftAssertions softly) throws IOException {
    PixelStatistics found = PixelStatistics.of(image);
    softly.assertThat(found.nan()).as("%s NaN", what).isEqualTo(expected.get("nan").longValue());
    softly
        .assertThat(found.finite())
        .as("%s finite", what)
        .isEqualTo(expected.get("finite").longValue());
    check(softly, what + " min", found.min(), expected.get("min"));
    check(softly, what + " max", found.max(), expected.get("max"));
    if (expected.path("mean").isNumber()) {
      double scale = Math.max(Math.abs(found.min()), Math.abs(found.max()));
      softly
          .assertThat(Math.abs(found.mean() - expected.get("mean").doubleValue()))
          .as("%s mean %s, expected %s", what, found.mean(), expected.get("mean"))
          .isLessThanOrEqualTo(1e-6 * scale);
    }
    for (JsonNode sample : expected.path("samples")) {
      check(softly, what + " at " + sample.get(0), pixel(image, sample.get(0)), sample.get(1));
    }
  }

  /// Relative tolerance 1e-6: what a float32 keeps of a float64.
  private static void check(SoftAssertions softly, String what, double found, JsonNode expected) {
    if (expected == null || !expected.isNumber()) {
      softly.assertThat(Double.isFinite(found)).as("%s: %s, expected none", what, found).isFalse();
      return;
    }
    double value = expected.doubleValue();
    softly
        .assertThat(Math.abs(found - value) <= 1e-6 * Math.abs(value) || found == (float) value)
        .as("%s: %s, expected %s", what, found, value)
        .isTrue();
  }

  private static double pixel(ImageHdu image, JsonNode place) throws IOException {
    JsonNode axes = naxis(image);
    int channel = 0;
    int step = 1;
    for (int i = 2; i < place.size(); i++) {
      channel += (place.get(i).intValue() - 1) * step;
      step *= axes.get(i).intValue();
    }
    float[] value = new float[1];
    image.read(
        channel, place.get(0).intValue() - 1, place.get(1).intValue() - 1, 1, 1, value, 0, 1);
    return value[0];
  }

  private static JsonNode naxis(ImageHdu image) {
    var array = new ObjectMapper().createArrayNode();
    int count = image.header().number("NAXIS").orElseThrow().intValue();
    for (int i = 1; i <= count; i++) {
      array.add(image.header().number("NAXIS" + i).orElseThrow().intValue());
    }
    return array;
  }

  private static void tryLayout(String name, ImageFile file, SoftAssertions softly) {
    try {
      Mosaic mosaic = Mosaic.of(name, file.images());
      softly.assertThat(mosaic.width()).as(name).isPositive();
      mosaic.notes().forEach(note -> System.out.println("  " + name + ": " + note));
      file.notes().forEach(note -> System.out.println("  " + name + ": " + note));
    } catch (IOException e) {
      softly.fail(name + " cannot be laid out: " + e.getMessage());
    }
  }
}
