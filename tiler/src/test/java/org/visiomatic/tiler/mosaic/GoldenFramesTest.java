package org.visiomatic.tiler.mosaic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.tiler.fits.FitsFiles;
import org.visiomatic.tiler.golden.GoldenValues;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.PixelRange;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.ImageHdu;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Every golden input: geometry, pixels and header of its frame against the independent values.
class GoldenFramesTest {

  /// Laid side by side here; the reference piles both images up in one corner.
  private static final String SIDE_BY_SIDE = "mosaic_overlap_nodetsec.fits";

  /// Gaps are NaN here and 0 in the reference.
  private static final String WITH_GAPS = "mosaic_2x2.fits";

  /// Its 30 blank pixels are NaN here; the reference takes the stored number for a value.
  private static final String BLANKS = "rice_f32_zblank.fits.fz";

  /// Dithering differs in the last bit between implementations, whose random numbers are floats in
  /// one and doubles in another.
  private static final Set<String> DITHERED = Set.of("rice_f32_dither1.fits.fz");

  @TempDir Path scratch;

  static List<String> inputs() {
    return GoldenValues.readableInputs();
  }

  static Stream<String> placedInputs() {
    return inputs().stream().filter(name -> !name.equals(SIDE_BY_SIDE));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void hasTheImagesOfTheReference(String name) throws IOException {
    JsonNode expected = GoldenValues.cases().get(name).get("images");
    try (ImageFile file = FitsFiles.open(GoldenValues.input(name), scratch)) {
      assertThat(file.images()).hasSize(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        ImageHdu image = file.images().get(i);
        assertThat(List.of(image.channels(), image.height(), image.width()))
            .isEqualTo(integers(expected.get(i).get("shape")));
        assertThat(image.header().number("BITPIX").orElseThrow().intValue())
            .isEqualTo(expected.get(i).get("bitpix_in_header").intValue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("placedInputs")
  void placesImagesAsTheReferenceDoes(String name) throws IOException {
    JsonNode golden = GoldenValues.cases().get(name);
    try (ImageFile file = FitsFiles.open(GoldenValues.input(name), scratch)) {
      Mosaic mosaic = Mosaic.of(name, file.images());
      assertThat(List.of(mosaic.channels(), mosaic.height(), mosaic.width()))
          .isEqualTo(integers(golden.get("shape_channels_height_width")));
      for (int i = 0; i < mosaic.placements().size(); i++) {
        Placement placement = mosaic.placements().get(i);
        JsonNode expected = golden.get("images").get(i);
        assertThat(section(placement.dataX(), placement.dataY()))
            .isEqualTo(integers(expected.get("datasec")));
        assertThat(section(placement.frameX(), placement.frameY()))
            .isEqualTo(integers(expected.get("detsec")));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("placedInputs")
  void readsThePixelsOfTheReference(String name) throws IOException {
    JsonNode golden = GoldenValues.cases().get(name);
    try (ImageFile file = FitsFiles.open(GoldenValues.input(name), scratch)) {
      Mosaic mosaic = Mosaic.of(name, file.images());
      float[][] planes = planes(mosaic);
      float tolerance = DITHERED.contains(name) ? 1e-3f : 0;
      for (JsonNode pixel : golden.get("pixel_values")) {
        int at = index(mosaic, pixel);
        for (int c = 0; c < planes.length; c++) {
          JsonNode value = pixel.get("values").get(c);
          if (value.isNumber() && !(name.equals(WITH_GAPS) && value.floatValue() == 0)) {
            assertThat(planes[c][at])
                .as("%s", pixel)
                .isEqualTo(value.floatValue(), within(tolerance));
          }
        }
      }
      for (JsonNode pixel : golden.get("some_nan_pixels")) {
        assertThat(planes[pixel.get("channel").intValue() - 1][index(mosaic, pixel)]).isNaN();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("placedInputs")
  void hasTheStatisticsOfTheReference(String name) throws IOException {
    JsonNode golden = GoldenValues.cases().get(name).get("data_stats");
    try (ImageFile file = FitsFiles.open(GoldenValues.input(name), scratch)) {
      float[][] planes = planes(Mosaic.of(name, file.images()));
      for (int c = 0; c < planes.length; c++) {
        Summary found = Summary.of(planes[c]);
        JsonNode expected = golden.get(c);
        if (name.equals(BLANKS)) {
          assertThat(found.nan).isEqualTo(30);
          assertThat(found.max).isEqualTo(expected.get("finite_max").doubleValue());
          continue;
        }
        assertThat(found.positiveInfinite).isEqualTo(expected.get("posinf").intValue());
        assertThat(found.negativeInfinite).isEqualTo(expected.get("neginf").intValue());
        if (!name.equals(WITH_GAPS)) {
          assertThat(found.nan).isEqualTo(expected.get("nan").intValue());
        }
        if (expected.path("finite_min").isNumber()) {
          double tolerance = DITHERED.contains(name) ? 1e-3 : 0;
          assertThat(found.max)
              .isEqualTo(expected.get("finite_max").doubleValue(), within(tolerance));
          if (!name.equals(WITH_GAPS)) {
            assertThat(found.min)
                .isEqualTo(expected.get("finite_min").doubleValue(), within(tolerance));
          }
          double sum = expected.get("finite_sum").doubleValue();
          assertThat(found.sum).isCloseTo(sum, within(Math.abs(sum) * 1e-9 + 1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("placedInputs")
  void derivesTheHeaderOfTheReference(String name) throws IOException {
    JsonNode golden = GoldenValues.cases().get(name).get("mosaic_header");
    try (ImageFile file = FitsFiles.open(GoldenValues.input(name), scratch)) {
      Header header = Mosaic.of(name, file.images()).header();
      for (Map.Entry<String, JsonNode> expected : golden.properties()) {
        if (differsOnPurpose(name, expected.getKey())) {
          continue;
        }
        Card card = header.find(expected.getKey()).orElseThrow();
        assertThat(card.value()).as(expected.getKey()).isEqualTo(value(expected.getValue()));
      }
    }
  }

  /// One-pixel axes run forwards here, where the reference takes them for backwards; and it turns
  /// `CROTA2` the other way round than the FITS standard does when the axes have steps of different
  /// signs.
  private static boolean differsOnPurpose(String name, String keyword) {
    boolean onePixel = name.matches("size_(1x.*|.*x1)\\.fits");
    return keyword.startsWith("CD")
        && (onePixel || (name.equals("wcs_crota.fits") && keyword.matches("CD(1_2|2_1)")));
  }

  @Test
  void turnsAxesAsTheFitsStandardDoes() throws IOException {
    try (ImageFile file = FitsFiles.open(GoldenValues.input("wcs_crota.fits"), scratch)) {
      Header header = Mosaic.of("wcs_crota.fits", file.images()).header();
      // CDELT −1e-4, 1.1e-4, CROTA2 30°: CD1_2 = −CDELT2 sin 30°, CD2_1 = CDELT1 sin 30°.
      assertThat(header.number("CD1_2").orElseThrow().doubleValue())
          .isCloseTo(-5.5e-5, within(1e-18));
      assertThat(header.number("CD2_1").orElseThrow().doubleValue())
          .isCloseTo(-5e-5, within(1e-18));
    }
  }

  @Test
  void laysImagesWithoutDetectorSectionsSideBySide() throws IOException {
    try (ImageFile file = FitsFiles.open(GoldenValues.input(SIDE_BY_SIDE), scratch)) {
      Mosaic mosaic = Mosaic.of(SIDE_BY_SIDE, file.images());
      assertThat(List.of(mosaic.width(), mosaic.height())).containsExactly(90 + 60, 70);
      assertThat(mosaic.notes()).singleElement().asString().contains("side by side");
      float[] frame = planes(mosaic)[0];
      float[] second = new float[60 * 40];
      file.images().get(1).read(0, 0, 0, 60, 40, second, 0, 60);
      assertThat(frame[90]).isEqualTo(second[0]);
      assertThat(frame[39 * 150 + 149]).isEqualTo(second[60 * 40 - 1]);
      assertThat(frame[40 * 150 + 90]).isNaN();
    }
  }

  @Test
  void leavesGapsBetweenDetectorsEmpty() throws IOException {
    try (ImageFile file = FitsFiles.open(GoldenValues.input(WITH_GAPS), scratch)) {
      float[] frame = planes(Mosaic.of(WITH_GAPS, file.images()))[0];
      assertThat(frame[100]).isNaN();
      assertThat(frame[80 * 202]).isNaN();
      assertThat(Summary.of(frame).nan).isEqualTo(202 * 162 - 4 * 100 * 80);
    }
  }

  @Test
  void refusesSectionsOfDifferentSizes() throws IOException {
    String name = "mosaic_bad_detsec.fits";
    try (ImageFile file = FitsFiles.open(GoldenValues.input(name), scratch)) {
      assertThatThrownBy(() -> Mosaic.of(name, file.images()))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessageContainingAll(name, "HDU 2", "[51:100,1:30]", "[1:50,1:40]");
    }
  }

  private static float[][] planes(Mosaic mosaic) throws IOException {
    int width = mosaic.width();
    float[][] planes = new float[mosaic.channels()][width * mosaic.height()];
    for (int c = 0; c < planes.length; c++) {
      mosaic.read(c, 0, 0, width, mosaic.height(), planes[c], 0, width);
    }
    return planes;
  }

  private static int index(Mosaic mosaic, JsonNode pixel) {
    return (pixel.get("y").intValue() - 1) * mosaic.width() + pixel.get("x").intValue() - 1;
  }

  private static List<Integer> section(PixelRange x, PixelRange y) {
    return List.of(x.first(), x.last(), y.first(), y.last());
  }

  private static List<Integer> integers(JsonNode array) {
    return array.valueStream().map(JsonNode::intValue).toList();
  }

  private static Object value(JsonNode node) {
    return node.isTextual()
        ? node.textValue()
        : node.isBoolean()
            ? (Object) node.booleanValue()
            : node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
  }

  private record Summary(
      int nan, int positiveInfinite, int negativeInfinite, double min, double max, double sum) {

    static Summary of(float[] values) {
      int nan = 0;
      int positive = 0;
      int negative = 0;
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (float value : values) {
        if (Float.isNaN(value)) {
          nan++;
        } else if (value == Float.POSITIVE_INFINITY) {
          positive++;
        } else if (value == Float.NEGATIVE_INFINITY) {
          negative++;
        } else {
          min = Math.min(min, value);
          max = Math.max(max, value);
          sum += value;
        }
      }
      return new Summary(nan, positive, negative, min, max, sum);
    }
  }
}
