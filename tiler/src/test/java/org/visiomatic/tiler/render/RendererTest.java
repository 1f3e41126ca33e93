package org.visiomatic.tiler.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.pyramid.TileSize;

class RendererTest {

  private static final float NAN = Float.NaN;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final Tone LINEAR = new Tone(1, 0, 1, false);

  private final Renderer renderer = new Renderer();

  @Test
  void drawsFromLowToHigh() {
    assertThat(mono(new Cuts(0, 10), LINEAR, -5, 0, 2.5f, 5, 10, 20))
        .containsExactly(0, 0, 63, 127, 255, 255);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2.2, 20", "2.2, -20", "5, 50", "0.1, 3"})
  void takesNaNForLowAndInfinitiesForTheEnds(double gamma, double brightness) {
    Tone tone = new Tone(1, brightness, gamma, false);
    int[] levels = mono(new Cuts(3, 10), tone, NAN, 3, INFINITY, -INFINITY, 8);
    assertThat(levels[0]).isEqualTo(levels[1]);
    assertThat(levels[2]).isEqualTo(255);
    assertThat(levels[3]).isZero();
  }

  @Test
  void invertsEverything() {
    Tone tone = new Tone(1, 0, 2.2, false);
    Tone inverted = new Tone(1, 0, 2.2, true);
    float[] pixels = {-1, 0, 0.1f, 0.5f, 1, 2, NAN, INFINITY, -INFINITY};
    int[] levels = mono(new Cuts(0, 1), tone, pixels);
    int[] opposite = mono(new Cuts(0, 1), inverted, pixels);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(opposite[i]).isEqualTo(255 - levels[i]);
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "5, 4", "5, -1e30"})
  void makesAStepOfCutsWithoutExtent(float low, float high) {
    assertThat(mono(new Cuts(low, high), new Tone(1, 0, 2.2, false), 4.9999f, 5, 5.0001f, NAN))
        .containsExactly(0, 0, 255, 0);
  }

  @Test
  void drawsConstantImagesBlackWithTheirOwnValueAsBothCuts() {
    float[] pixels = new float[300];
    java.util.Arrays.fill(pixels, 42);
    assertThat(mono(new Cuts(42, 42), new Tone(1, 0, 2.2, false), pixels)).containsOnly(0);
    assertThat(mono(new Cuts(42, 42), new Tone(1, 50, 2.2, false), pixels)).containsOnly(186);
  }

  @Test
  void reachesTheExtremesOfContrastAndBrightness() {
    Cuts cuts = new Cuts(0, 1);
    float[] pixels = {-10, 0, 0.4f, 1, 10, NAN};
    assertThat(mono(cuts, new Tone(0, 100, 2.2, false), pixels)).containsOnly(0);
    assertThat(mono(cuts, new Tone(1000, 100, 2.2, false), pixels))
        .containsExactly(0, 255, 255, 255, 255, 255);
    assertThat(mono(cuts, new Tone(1000, -100, 2.2, false), pixels))
        .containsExactly(0, 0, 0, 0, 255, 0);
    assertThat(mono(cuts, new Tone(1, 100, 2.2, false), pixels))
        .containsExactly(0, 255, 255, 255, 255, 255);
    assertThat(mono(cuts, new Tone(1, -100, 2.2, false), pixels))
        .containsExactly(0, 0, 0, 0, 255, 0);
  }

  @Test
  void survivesValuesAndCutsAtTheLimitsOfFloats() {
    Cuts widest = new Cuts(-Float.MAX_VALUE, Float.MAX_VALUE);
    assertThat(mono(widest, LINEAR, -Float.MAX_VALUE, INFINITY, -INFINITY))
        .containsExactly(0, 255, 0);
    Cuts narrowest = new Cuts(0, Float.MIN_VALUE);
    assertThat(mono(narrowest, LINEAR, -1, 0, 1, Float.MAX_VALUE)).containsExactly(0, 0, 255, 255);
  }

  @ParameterizedTest
  @EnumSource
  void drawsEveryColourMap(ColourMap map) {
    float[] pixels = new float[256];
    for (int i = 0; i < 256; i++) {
      pixels[i] = (i + 0.5f) / 255.49f;
    }
    Raster raster =
        renderer.render(
            MemoryLevels.of(256, 1, pixels),
            0,
            0,
            0,
            256,
            1,
            new Rendering.Mono(0, new Cuts(0, 1), map, LINEAR));
    assertThat(raster.components()).isEqualTo(map == ColourMap.GREY ? 1 : 3);
    for (int i = 0; i < 256; i++) {
      for (int c = 0; c < raster.components(); c++) {
        assertThat(raster.samples()[i * raster.components() + c])
            .isEqualTo((byte) (map.colours()[i] >> (8 * c)));
      }
    }
  }

  @Test
  void mixesChannelsAsTheFormulaSays() {
    Random random = new Random(5);
    int count = 1000;
    float[][] planes = new float[4][count];
    Cuts[] cuts = {new Cuts(0, 10), new Cuts(90, 130), new Cuts(7, 7), new Cuts(-5, -2)};
    for (float[] plane : planes) {
      for (int i = 0; i < count; i++) {
        plane[i] = i % 37 == 0 ? NAN : (float) (random.nextGaussian() * 20);
      }
    }
    float[][] mix =
        ChannelMix.of(
            Map.of(1, new float[] {0.8f, -0.2f, 0}, 4, new float[] {0.1f, 0.7f, 0.9f}), 4);
    for (Tone tone : List.of(LINEAR, new Tone(1.5, 5, 2.2, true), new Tone(0.3, -20, 4, false))) {
      Raster raster =
          renderer.render(
              new MemoryLevels(count, 1, TileSize.DEFAULT, planes),
              0,
              0,
              0,
              count,
              1,
              new Rendering.Colour(List.of(cuts), mix, tone));
      for (int i = 0; i < count; i++) {
        float[] pixel = {planes[0][i], planes[1][i], planes[2][i], planes[3][i]};
        for (int c = 0; c < 3; c++) {
          int expected = PlainTone.mixed(pixel, cuts, mix[c], tone);
          assertThat(raster.samples()[3 * i + c] & 0xff).isBetween(expected - 1, expected + 1);
        }
      }
    }
  }

  @Test
  void keepsInfinitiesOfOneChannelFromSpoilingTheOthers() {
    MemoryLevels pixels =
        new MemoryLevels(
            4,
            1,
            TileSize.DEFAULT,
            new float[] {INFINITY, -INFINITY, NAN, 3e38f},
            new float[] {0.5f, 0.5f, 0.5f, 0.5f});
    float[][] mix = {{1, 0}, {0, 1}, {-1, 1}};
    Raster raster =
        renderer.render(
            pixels,
            0,
            0,
            0,
            4,
            1,
            new Rendering.Colour(Collections.nCopies(2, new Cuts(0, 1)), mix, LINEAR));
    assertThat(levels(raster)).containsExactly(255, 127, 0, 0, 127, 255, 0, 127, 127, 255, 127, 0);
  }

  /// Whether a pixel is mixed with care depends on that pixel alone, not on what is drawn with it.
  @Test
  void mixesAPixelAloneAsItDoesAmongOthers() {
    Random random = new Random(9);
    float[] odd = {
      NAN, INFINITY, -INFINITY, 3e38f, -3e38f, 1e31f, -1e31f, 8e29f, 1.1e30f, -1.7e30f, 1e12f, -0.2f
    };
    int count = 1500;
    float[][] planes = new float[3][count];
    for (float[] plane : planes) {
      for (int i = 0; i < count; i++) {
        plane[i] = random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : random.nextFloat();
      }
    }
    MemoryLevels pixels = new MemoryLevels(count, 1, TileSize.DEFAULT, planes);
    float[][] mix = {{1, -0.5f, 0}, {0.3f, 0.6f, 0.1f}, {0, 0, 1}};
    Rendering rendering =
        new Rendering.Colour(
            Collections.nCopies(3, new Cuts(0, 1)), mix, new Tone(1.2, 7, 2.2, false));
    int[] together = levels(renderer.render(pixels, 0, 0, 0, count, 1, rendering));
    for (int i = 0; i < count; i++) {
      assertThat(levels(renderer.render(pixels, 0, i, 0, 1, 1, rendering)))
          .describedAs("pixel %d", i)
          .containsExactly(together[3 * i], together[3 * i + 1], together[3 * i + 2]);
    }
  }

  @ParameterizedTest
  @CsvSource({"256, 256", "16, 16", "1, 1", "3, 100", "4096, 4096", "64, 1000"})
  void drawsARegionAsItDrawsItsPixels(int tileHeight, int tileWidth) {
    int width = 700;
    int height = 330;
    float[] plane = new float[width * height];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (i % width + 3 * (i / width)) % 251;
    }
    MemoryLevels pixels =
        new MemoryLevels(width, height, new TileSize(tileHeight, tileWidth), plane);
    var rendering =
        new Rendering.Mono(0, new Cuts(0, 255.49f), ColourMap.GREY, new Tone(1, 0, 1, false));
    int[][] rectangles = {{0, 0, 700, 330}, {1, 2, 697, 325}, {255, 255, 2, 2}, {300, 0, 1, 330}};
    for (int[] r : rectangles) {
      Raster raster = renderer.render(pixels, 0, r[0], r[1], r[2], r[3], rendering);
      for (int row = 0; row < r[3]; row++) {
        for (int column = 0; column < r[2]; column++) {
          int expected = (int) plane[(r[1] + row) * width + r[0] + column];
          int drawn = raster.samples()[row * r[2] + column] & 0xff;
          if (Math.abs(drawn - expected) > 1) {
            assertThat(drawn).as("row %d, column %d", row, column).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void drawsWithinLevelsAbove() {
    float[] plane = {0, 2, 4, 6, 0, 2, 4, 6};
    MemoryLevels pixels = new MemoryLevels(4, 2, new TileSize(1, 1), plane);
    var rendering = new Rendering.Mono(0, new Cuts(0, 5.1f), ColourMap.GREY, LINEAR);
    assertThat(levels(renderer.render(pixels, 1, 0, 0, 2, 1, rendering))).containsExactly(50, 250);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0,0,5,4", "0,0,4,5", "-1,0,1,1", "0,-1,1,1", "4,0,1,1", "2147483647,0,9,1"})
  void refusesRectanglesThatLeaveTheLevel(String rectangle) {
    int[] r = List.of(rectangle.split(",", -1)).stream().mapToInt(Integer::parseInt).toArray();
    var rendering = new Rendering.Mono(0, new Cuts(0, 1), ColourMap.GREY, LINEAR);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(
            () ->
                renderer.render(
                    MemoryLevels.of(4, 4, new float[16]), 0, r[0], r[1], r[2], r[3], rendering))
        .withMessageContaining("4×4");
  }

  @Test
  void refusesLevelsAndChannelsThatAreNotThere() {
    MemoryLevels pixels = MemoryLevels.of(4, 4, new float[16]);
    var second = new Rendering.Mono(1, new Cuts(0, 1), ColourMap.GREY, LINEAR);
    var first = new Rendering.Mono(0, new Cuts(0, 1), ColourMap.GREY, LINEAR);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> renderer.render(pixels, 0, 0, 0, 4, 4, second));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> renderer.render(pixels, 1, 0, 0, 1, 1, first));
  }

  @Test
  void refusesEmptyRectanglesAndColoursOfAnotherImage() {
    MemoryLevels pixels = MemoryLevels.of(4, 4, new float[16]);
    var mono = new Rendering.Mono(0, new Cuts(0, 1), ColourMap.GREY, LINEAR);
    var colour =
        new Rendering.Colour(Collections.nCopies(2, new Cuts(0, 1)), ChannelMix.sum(2), LINEAR);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> renderer.render(pixels, 0, 0, 0, 0, 4, mono));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> renderer.render(pixels, 0, 0, 0, 4, 4, colour))
        .withMessageContaining("2 channels");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 1",
    "1001, 0, 1",
    "1, 101, 1",
    "1, 0, 0.05",
    "1, 0, 5.1",
    "NaN, 0, 1",
    "1, 0, NaN"
  })
  void refusesTonesOutOfRange(double contrast, double brightness, double gamma) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tone(contrast, brightness, gamma, false))
        .withMessageContaining("between");
  }

  @Test
  void drawsTheSameOnManyThreads() throws Exception {
    Random random = new Random(9);
    float[][] planes = new float[3][600 * 500];
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = i % 999 == 0 ? NAN : (float) random.nextGaussian();
      }
    }
    MemoryLevels pixels = new MemoryLevels(600, 500, TileSize.DEFAULT, planes);
    Tone tone = new Tone(1.2, 5, 2.2, false);
    Cuts cuts = new Cuts(-1, 4);
    List<Rendering> renderings =
        List.of(
            new Rendering.Mono(1, cuts, ColourMap.GREY, tone),
            new Rendering.Mono(2, cuts, ColourMap.HOT, tone),
            new Rendering.Colour(Collections.nCopies(3, cuts), ChannelMix.sum(3), tone));
    // Widths and heights of rasters that fit the memory for those of a moment, and of others.
    for (int[] size : new int[][] {{40, 30}, {256, 256}, {590, 480}}) {
      List<byte[]> alone =
          renderings.stream().map(rendering -> draw(pixels, size, rendering)).toList();
      try (var threads = Executors.newFixedThreadPool(8)) {
        List<Callable<byte[]>> tasks =
            Collections.nCopies(40, renderings).stream()
                .flatMap(List::stream)
                .<Callable<byte[]>>mapMulti(
                    (rendering, add) -> {
                      add.accept(() -> draw(pixels, size, rendering));
                      add.accept(() -> drawForAMoment(pixels, size, rendering));
                    })
                .toList();
        List<Future<byte[]>> rasters = threads.invokeAll(tasks);
        for (int i = 0; i < rasters.size(); i++) {
          assertThat(rasters.get(i).get()).isEqualTo(alone.get(i / 2 % renderings.size()));
        }
      }
    }
  }

  private byte[] draw(MemoryLevels pixels, int[] size, Rendering rendering) {
    return renderer.render(pixels, 0, 3, 7, size[0], size[1], rendering).samples();
  }

  private byte[] drawForAMoment(MemoryLevels pixels, int[] size, Rendering rendering) {
    return renderer.render(
        pixels,
        0,
        3,
        7,
        size[0],
        size[1],
        rendering,
        raster -> Arrays.copyOf(raster.samples(), size[0] * size[1] * raster.components()));
  }

  private int[] mono(Cuts cuts, Tone tone, float... pixels) {
    return levels(
        renderer.render(
            MemoryLevels.of(pixels.length, 1, pixels),
            0,
            0,
            0,
            pixels.length,
            1,
            new Rendering.Mono(0, cuts, ColourMap.GREY, tone)));
  }

  private static int[] levels(Raster raster) {
    int[] levels = new int[raster.width() * raster.height() * raster.components()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = raster.samples()[i] & 0xff;
    }
    return levels;
  }
}
