package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.build.TilingProgress.Stage;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;

class OverviewTest {

  private static final TileSize TILE = new TileSize(32, 64);

  @TempDir Path folder;

  private Path image;

  @BeforeEach
  void writeAnImage() throws IOException {
    image = FitsFixtures.ramp(600, 500, 2).writeTo(folder.resolve("image.fits"));
  }

  @ParameterizedTest
  @ValueSource(longs = {192 << 20, 2 << 20, 700 << 10})
  void showsThePyramidToComePixelForPixel(long memory) throws Exception {
    Onlooker onlooker = new Onlooker();
    try (Pyramid pyramid = open(onlooker, memory)) {
      assertThat(onlooker.overviews).hasSize(1);
      Overview overview = onlooker.overviews.getFirst();
      assertThat(overview.metadata()).isEqualTo(pyramid.metadata());
      assertThat(overview.finest()).isPositive();
      assertThat(overview.bytes()).isLessThanOrEqualTo(memory / 3);
      PyramidGeometry geometry = pyramid.geometry();
      assertThat(overview.pixels().geometry()).isEqualTo(geometry);
      for (int level = overview.finest(); level < geometry.levels(); level++) {
        for (int channel = 0; channel < geometry.channels(); channel++) {
          assertThat(plane(overview.pixels(), level, channel))
              .isEqualTo(plane(pyramid, level, channel));
        }
      }
    }
  }

  @Test
  void comesBeforeTheFirstTileIsWritten() throws Exception {
    Onlooker onlooker = new Onlooker();
    open(onlooker, 192 << 20).close();
    assertThat(onlooker.stages.stream().distinct()).containsExactly(Stage.values());
  }

  @Test
  void isLeftOutWhereTheMemoryIsTooSmall() throws Exception {
    Onlooker onlooker = new Onlooker();
    open(onlooker, 1 << 10).close();
    assertThat(onlooker.overviews).isEmpty();
    assertThat(onlooker.stages).doesNotContain(Stage.OVERVIEW);
  }

  /// Whatever was read while the file changed is shown to nobody.
  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"OPENING", "MEASURING", "OVERVIEW"})
  void isOfTheFileAsItIs(Stage when) throws Exception {
    AtomicBoolean changed = new AtomicBoolean();
    Onlooker onlooker =
        new Onlooker(
            stage -> {
              if (stage == when && !changed.getAndSet(true)) {
                replaceImage();
              }
            });
    open(onlooker, 192 << 20).close();
    SourceStamp now = SourceStamp.of(image);
    assertThat(onlooker.overviews).hasSize(1);
    assertThat(onlooker.overviews).allMatch(seen -> seen.metadata().source().equals(now));
  }

  @Test
  void isToldAgainWhenTheFileChangesLater() throws Exception {
    SourceStamp before = SourceStamp.of(image);
    AtomicBoolean changed = new AtomicBoolean();
    Onlooker onlooker =
        new Onlooker(
            stage -> {
              if (stage == Stage.TILING && !changed.getAndSet(true)) {
                replaceImage();
              }
            });
    open(onlooker, 192 << 20).close();
    assertThat(onlooker.overviews)
        .extracting(overview -> overview.metadata().source())
        .containsExactly(before, SourceStamp.of(image));
  }

  private Pyramid open(TilingProgress progress, long memory) throws Exception {
    TilingOptions options = new TilingOptions(TILE, List.of(), 2, memory, Storage.PLAIN);
    try (ImageTiler tiler = new ImageTiler(CacheFolder.open(folder.resolve("cache")), options)) {
      return tiler.open(image, progress);
    }
  }

  private void replaceImage() {
    try {
      Path fresh = FitsFixtures.ramp(300, 400, 1).writeTo(folder.resolve("fresh.fits"));
      Files.move(fresh, image, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] plane(PixelLevels pixels, int level, int channel) {
    PyramidGeometry geometry = pixels.geometry();
    int width = geometry.width(level);
    int height = geometry.height(level);
    float[] plane = new float[width * height];
    pixels.read(level, channel, 0, 0, width, height, plane, 0, width);
    return plane;
  }
}
