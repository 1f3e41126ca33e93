package org.visiomatic.tiler.mosaic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.visiomatic.tiler.source.FitsFixtures.floats;
import static org.visiomatic.tiler.source.FitsFixtures.ramp;
import static org.visiomatic.tiler.source.FitsFixtures.shorts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.fits.FitsFiles;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.FitsFixtures.Image;
import org.visiomatic.tiler.source.ImageFile;
import org.visiomatic.tiler.source.UnreadableSourceException;

class MosaicTest {

  @TempDir Path folder;
  private @Nullable ImageFile file;

  @AfterEach
  void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private Mosaic mosaic(FitsFixtures fixture) throws IOException {
    ImageFile opened = FitsFiles.open(fixture.writeTo(folder.resolve("camera.fits")), folder);
    file = opened;
    return Mosaic.of("camera.fits", opened.images());
  }

  private Mosaic mosaic(Image... images) throws IOException {
    FitsFixtures fixture = FitsFixtures.file().emptyPrimary();
    Arrays.stream(images).forEach(fixture::image);
    return mosaic(fixture);
  }

  private static float[] pixels(Mosaic mosaic, int channel) throws IOException {
    float[] pixels = new float[mosaic.width() * mosaic.height()];
    mosaic.read(channel, 0, 0, mosaic.width(), mosaic.height(), pixels, 0, mosaic.width());
    return pixels;
  }

  @Test
  void turnsFlippedDetectorsRound() throws IOException {
    Mosaic mosaic = mosaic(FitsFixtures.detectors(3, 2, 5, 4));
    assertThat(List.of(mosaic.width(), mosaic.height())).containsExactly(15, 8);
    float[] pixels = pixels(mosaic, 0);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(pixels[i]).isEqualTo(i % 15 + 1000 * (i / 15));
    }
    assertThat(mosaic.notes()).isEmpty();
  }

  @Test
  void readsAnyRectangleAsPartOfTheWhole() throws IOException {
    Mosaic mosaic = mosaic(FitsFixtures.detectors(2, 2, 5, 4));
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 10; x++) {
        for (int height = 1; y + height <= 8; height += 3) {
          for (int width = 1; x + width <= 10; width++) {
            float[] part = new float[(width + 1) * height];
            mosaic.read(0, x, y, width, height, part, (height - 1) * (width + 1), -(width + 1));
            for (int j = 0; j < height; j++) {
              for (int i = 0; i < width; i++) {
                assertThat(part[(height - 1 - j) * (width + 1) + i])
                    .isEqualTo(x + i + 1000 * (y + j));
              }
            }
          }
        }
      }
    }
  }

  @Test
  void showsOnlyTheDataSectionOfASingleImage() throws IOException {
    Mosaic mosaic =
        mosaic(
            ramp(6, 5, 1)
                .card("DATASEC", "[2:5, 3:4]")
                .card("DETSEC", "[104:101,201:202]")
                .card("CRPIX1", 3.5)
                .card("CRPIX2", 1)
                .card("CD1_1", 2)
                .card("CD1_2", 3)
                .card("CD2_1", 5)
                .card("CD2_2", 7));
    assertThat(pixels(mosaic, 0)).containsExactly(2004, 2003, 2002, 2001, 3004, 3003, 3002, 3001);
    assertThat(mosaic.placements().getFirst().frameX().first()).isEqualTo(104);
    Header header = mosaic.header();
    // Columns 2 to 5 became 4 to 1: 3.5 is halfway between 3 and 4, there 3 and 2.
    assertThat(header.number("CRPIX1")).contains(2.5);
    assertThat(header.number("CRPIX2")).contains(-1L);
    assertThat(header.number("CD1_1")).contains(-2.0);
    assertThat(header.number("CD1_2")).contains(3.0);
    assertThat(header.number("CD2_1")).contains(-5.0);
    assertThat(header.number("CD2_2")).contains(7.0);
    assertThat(header.number("NAXIS1")).contains(4L);
    assertThat(header.number("NAXIS2")).contains(2L);
  }

  @Test
  void readsDataSectionsBackwards() throws IOException {
    Mosaic mosaic = mosaic(ramp(4, 3, 1).card("DATASEC", "[3:1,1:2]"));
    assertThat(pixels(mosaic, 0)).containsExactly(0, 1, 2, 1000, 1001, 1002);
    Mosaic turned = mosaic(ramp(4, 3, 1).card("DATASEC", "[3:1,1:2]").card("DETSEC", "[1:3,1:2]"));
    assertThat(pixels(turned, 0)).containsExactly(2, 1, 0, 1002, 1001, 1000);
  }

  @Test
  void leavesAloneASingleImageWithoutSections() throws IOException {
    Mosaic mosaic = mosaic(FitsFixtures.file().image(shorts(2, 2, new short[] {1, 2, 3, 4})));
    assertThat(pixels(mosaic, 0)).containsExactly(1, 2, 3, 4);
    assertThat(mosaic.format())
        .isEqualTo(new SampleFormat(SampleFormat.Type.INT16, 1, 0, OptionalInt.empty()));
    assertThat(mosaic.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"DETSEC|[1:50,1:60]|another size", "DATASEC|[1:9,1:3]|goes beyond the 4 × 3 pixels"})
  void showsACutOutWithTheSectionsOfItsDetectorWhole(String keyword, String section, String reason)
      throws IOException {
    Mosaic mosaic = mosaic(ramp(4, 3, 1).card(keyword, section));
    assertThat(List.of(mosaic.width(), mosaic.height())).containsExactly(4, 3);
    assertThat(mosaic.notes())
        .singleElement()
        .asString()
        .startsWith("The image is shown whole: in HDU 1")
        .contains(keyword + " " + section, reason)
        .endsWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"DETSEC|[1:50,1:60]|another size", "DATASEC|[1:9,1:3]|goes beyond the 4 × 3 pixels"})
  void refusesContradictorySectionsOfAMosaic(String keyword, String section, String reason) {
    assertThatThrownBy(
            () -> mosaic(ramp(4, 3, 1), ramp(4, 3, 1).card(keyword, section).card("EXTNAME", "B")))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("camera.fits", "HDU 2 \"B\"", keyword + " " + section, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[0:0,0:0]", "somewhere", "[1:2]", "[1:4,1:3,1:2]"})
  void takesUnreadableSectionsForAbsent(String section) throws IOException {
    Mosaic mosaic = mosaic(ramp(4, 3, 1).card("DETSEC", section));
    assertThat(List.of(mosaic.width(), mosaic.height())).containsExactly(4, 3);
  }

  @Test
  void placesWholeImagesWhereDetectorSectionsHaveTheirSize() throws IOException {
    Mosaic mosaic = mosaic(ramp(3, 2, 1).card("DATASEC", "[1:2,1:2]").card("DETSEC", "[3:1,1:2]"));
    assertThat(pixels(mosaic, 0)).containsExactly(2, 1, 0, 1002, 1001, 1000);
    assertThat(mosaic.notes()).isEmpty();
  }

  @Test
  void laysImagesSideBySide() throws IOException {
    Mosaic mosaic = mosaic(floats(2, 1, 1, 2), floats(1, 2, 3, 4), floats(1, 1, 5));
    assertThat(pixels(mosaic, 0)).containsExactly(1, 2, 3, 5, Float.NaN, Float.NaN, 4, Float.NaN);
    assertThat(mosaic.notes()).singleElement().asString().contains("3 images", "side by side");
  }

  @Test
  void letsTheLaterImageCoverTheEarlier() throws IOException {
    Mosaic mosaic =
        mosaic(
            floats(3, 1, 1, 2, 3).card("DETSEC", "[1:3,1:1]"),
            floats(2, 1, 8, 9).card("DETSEC", "[2:3,1:1]"));
    assertThat(pixels(mosaic, 0)).containsExactly(1, 8, 9);
    assertThat(mosaic.notes()).singleElement().asString().contains("overlap");
  }

  @Test
  void leavesTheMissingChannelsEmpty() throws IOException {
    Mosaic mosaic =
        mosaic(
            floats(1, 1, 1, 2).card("DETSEC", "[1:1,1:1]"),
            floats(1, 1, 3).card("DETSEC", "[2:2,1:1]"));
    assertThat(mosaic.channels()).isEqualTo(2);
    assertThat(pixels(mosaic, 0)).containsExactly(1, 3);
    assertThat(pixels(mosaic, 1)).containsExactly(2, Float.NaN);
    assertThat(mosaic.header().number("NAXIS3")).contains(2L);
    assertThat(mosaic.notes()).singleElement().asString().contains("channels");
  }

  private static Image unsigned(String detector) {
    return shorts(1, 1, (short) 5).card("BZERO", 32768).card("DETSEC", detector);
  }

  @Test
  void keepsTheFormatThatAllImagesShare() throws IOException {
    assertThat(mosaic(unsigned("[1:1,1:1]"), unsigned("[2:2,1:1]")).format().type())
        .isEqualTo(SampleFormat.Type.UINT16);
  }

  @Test
  void storesFloatsWhereAGapNeedsANumberThatIntegersHaveNot() throws IOException {
    assertThat(mosaic(unsigned("[1:1,1:1]"), unsigned("[3:3,1:1]")).format())
        .isEqualTo(SampleFormat.FLOAT32);
    Image blank = unsigned("[1:1,1:1]").card("BLANK", -32768);
    Image other = unsigned("[3:3,1:1]").card("BLANK", -32768);
    assertThat(mosaic(blank, other).format().type()).isEqualTo(SampleFormat.Type.UINT16);
  }

  @Test
  void storesFloatsWhereFormatsDiffer() throws IOException {
    Image signed = shorts(1, 1, (short) 5).card("DETSEC", "[2:2,1:1]");
    assertThat(mosaic(unsigned("[1:1,1:1]"), signed).format()).isEqualTo(SampleFormat.FLOAT32);
  }

  @Test
  void storesFloatsWhereOverlapsHideGaps() throws IOException {
    // Two pixels on one place and an empty one: as many pixels as the frame has.
    Mosaic mosaic = mosaic(unsigned("[1:1,1:1]"), unsigned("[1:1,1:1]"), unsigned("[3:3,1:1]"));
    assertThat(mosaic.format()).isEqualTo(SampleFormat.FLOAT32);
  }

  @Test
  void refusesAFrameOfNothing() {
    assertThatThrownBy(() -> mosaic(unsigned("[1:1,1:1]"), unsigned("[900000000:900000000,1:1]")))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContainingAll("camera.fits", "DETSEC", "900,000,000 × 1");
  }

  @ParameterizedTest
  @CsvSource({"-1,0,0,1,1", "1,0,0,1,1", "0,-1,0,1,1", "0,9,0,2,1", "0,0,8,1,1", "0,0,0,1,9"})
  void refusesRectanglesOutsideOfTheFrame(int channel, int x, int y, int width, int height)
      throws IOException {
    Mosaic mosaic = mosaic(FitsFixtures.detectors(2, 2, 5, 4));
    assertThatThrownBy(() -> mosaic.read(channel, x, y, width, height, new float[200], 0, 10))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("1 channels of 10 columns and 8 rows");
  }

  /// The layout of a real camera, CFHT's MegaCam: 36 detectors of 2048 × 4612 pixels, the upper two
  /// rows of them upside down and mirrored. Here everything is an eighth of the size.
  @Test
  void placesARealCamera() throws IOException {
    FitsFixtures camera = FitsFixtures.file().emptyPrimary();
    for (int chip = 0; chip < 36; chip++) {
      int left = chip % 9 * 265;
      int bottom = chip / 9 * 590;
      boolean turned = chip / 9 >= 2;
      String detector =
          turned
              ? "[%d:%d,%d:%d]".formatted(left + 256, left + 1, bottom + 576, bottom + 1)
              : "[%d:%d,%d:%d]".formatted(left + 1, left + 256, bottom + 1, bottom + 576);
      camera.image(ramp(264, 580, 1).card("DATASEC", "[5:260,1:576]").card("DETSEC", detector));
    }
    Mosaic mosaic = mosaic(camera);
    assertThat(List.of(mosaic.width(), mosaic.height())).containsExactly(2376, 2346);
    float[] pixel = new float[1];
    mosaic.read(0, 8 * 265, 3 * 590, 1, 1, pixel, 0, 1);
    assertThat(pixel[0]).isEqualTo(575 * 1000 + 259);
    mosaic.read(0, 265 + 255, 590, 1, 1, pixel, 0, 1);
    assertThat(pixel[0]).isEqualTo(259);
    mosaic.read(0, 260, 10, 1, 1, pixel, 0, 1);
    assertThat(pixel[0]).isNaN();
  }
}
