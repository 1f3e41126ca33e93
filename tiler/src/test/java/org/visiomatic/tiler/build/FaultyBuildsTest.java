package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.visiomatic.tiler.build.TilingProgress.Stage;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// What other programs and full disks do to a build.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows locks files that are open.")
class FaultyBuildsTest {

  static final TilingOptions OPTIONS =
      new TilingOptions(new TileSize(32, 32), List.of(), 2, 1 << 20, Storage.PLAIN);

  private static final int IMAGES = 50;

  @TempDir Path folder;

  private Path image;

  @BeforeEach
  void writeAnImage() throws IOException {
    image = FitsFixtures.ramp(600, 500, 1).writeTo(folder.resolve("image.fits"));
  }

  private Path cacheFolder() {
    return folder.resolve("cache");
  }

  /// Something that happens once, when a stage begins.
  private interface Event {
    void happen() throws IOException;
  }

  private static TilingProgress at(Stage when, Event event) {
    AtomicBoolean happened = new AtomicBoolean();
    return new Onlooker(
        stage -> {
          if (stage == when && !happened.getAndSet(true)) {
            try {
              event.happen();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  private void build(TilingProgress progress) throws Exception {
    try (ImageTiler tiler = new ImageTiler(CacheFolder.open(cacheFolder()), OPTIONS)) {
      tiler.open(image, progress).close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"OPENING", "MEASURING", "OVERVIEW", "TILING"})
  void endsWithASentenceWhenTheSourceIsCutShort(Stage when) throws Exception {
    TilingProgress progress = at(when, () -> cut(image, 100_000));
    assertThatThrownBy(() -> build(progress))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("image.fits")
        .hasMessageEndingWith(".");
    assertThat(leftovers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"OPENING", "MEASURING", "OVERVIEW", "TILING"})
  void saysThatTheSourceHasGone(Stage when) throws Exception {
    TilingProgress progress = at(when, () -> Files.delete(image));
    assertThatThrownBy(() -> build(progress))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("image.fits");
    assertThat(leftovers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"OPENING", "MEASURING", "OVERVIEW", "TILING", "PUBLISHING"})
  void fillsANewCacheFolderAfterTheOldOneHasVanished(Stage when) throws Exception {
    try {
      build(at(when, () -> remove(cacheFolder())));
    } catch (IOException e) {
      assertThat(e.getMessage()).contains(cacheFolder().toString());
    }
    build(TilingProgress.silent());
    assertWhole(image);
    assertThat(leftovers()).hasSize(1);
  }

  /// Shards of an image of 600 × 500 floats have more than the 200 KiB that a file may have here.
  @Test
  void endsWithASentenceWhenTheDiskIsFull() throws Exception {
    Path images = Files.createDirectory(folder.resolve("images"));
    Files.move(image, images.resolve("large.fits"));
    FitsFixtures.ramp(60, 50, 1).writeTo(images.resolve("small.fits"));
    try (OtherTiler other = OtherTiler.start("ulimit -f 400", cacheFolder(), images)) {
      List<String> lines = other.lines();
      assertThat(lines).hasSize(2);
      assertThat(lines.getFirst()).startsWith("failed IOException: ").endsWith(".");
      assertThat(lines.getLast()).isEqualTo("built small.fits");
    }
    assertThat(leftovers()).hasSize(1);
    assertWhole(images.resolve("small.fits"));
  }

  @Test
  void buildsEachImageOnceForTwoProcesses() throws Exception {
    Path images = Files.createDirectory(folder.resolve("images"));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      names.add("built image%02d.fits".formatted(i));
      FitsFixtures.ramp(90 + i, 70, 1).writeTo(images.resolve("image%02d.fits".formatted(i)));
    }
    List<String> lines = new ArrayList<>();
    try (OtherTiler one = OtherTiler.start("", cacheFolder(), images);
        OtherTiler two = OtherTiler.start("", cacheFolder(), images)) {
      lines.addAll(one.lines());
      lines.addAll(two.lines());
    }
    assertThat(lines).hasSize(2 * IMAGES);
    assertThat(lines.stream().filter(line -> line.startsWith("built ")))
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(lines.stream().filter(line -> line.startsWith("current "))).hasSize(IMAGES);
    assertThat(leftovers()).hasSize(IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      assertWhole(images.resolve("image%02d.fits".formatted(i)));
    }
  }

  /// Finds the pyramid of a ramp without building, and reads all of its level 0.
  private void assertWhole(Path source) throws IOException {
    CacheFolder cache = CacheFolder.open(cacheFolder());
    try (ImageTiler tiler = new ImageTiler(cache, OPTIONS);
        Pyramid pyramid = tiler.current(source, Demand.ANY).orElseThrow()) {
      int width = pyramid.geometry().width();
      int height = pyramid.geometry().height();
      float[] pixels = new float[width * height];
      pyramid.read(0, 0, 0, 0, width, height, pixels, 0, width);
      for (int i = 0; i < pixels.length; i++) {
        assertThat(pixels[i]).isEqualTo(i % width + 1000f * (height - 1 - i / width));
      }
    }
  }

  private static void cut(Path file, long length) throws IOException {
    try (RandomAccessFile handle = new RandomAccessFile(file.toFile(), "rw")) {
      handle.setLength(length);
    }
  }

  /// Removes a folder as another program would, which other writers go on filling meanwhile.
  private static void remove(Path top) throws IOException {
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /// Pyramids and whatever else is in the cache folder and in its folder for unfinished ones.
  private List<Path> leftovers() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path parent : List.of(cacheFolder(), cacheFolder().resolve(".staging"))) {
      if (Files.isDirectory(parent)) {
        try (Stream<Path> all = Files.list(parent)) {
          all.filter(path -> !path.getFileName().toString().startsWith(".")).forEach(found::add);
        }
      }
    }
    return found;
  }
}
