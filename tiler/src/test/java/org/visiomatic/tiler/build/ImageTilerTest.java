package org.visiomatic.tiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.build.TilingProgress.Stage;
import org.visiomatic.tiler.pyramid.BuildClaim;
import org.visiomatic.tiler.pyramid.CacheFolder;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.pyramid.Storage;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.SourceChangedException;
import org.visiomatic.tiler.source.UnreadableSourceException;

class ImageTilerTest {

  @TempDir Path folder;

  private Path cacheFolder;
  private CacheFolder cache;
  private Path image;

  @BeforeEach
  void writeAnImage() throws IOException {
    cacheFolder = folder.resolve("cache");
    cache = CacheFolder.open(cacheFolder);
    image = FitsFixtures.ramp(600, 500, 2).writeTo(folder.resolve("ramp.fits"));
  }

  @Test
  void givesBackThePixelsOfTheSourceTopRowFirst() throws Exception {
    try (ImageTiler tiler = tiler();
        Pyramid pyramid = tiler.open(image, TilingProgress.silent())) {
      float[] found = new float[40 * 30];
      pyramid.read(0, 1, 250, 240, 40, 30, found, 0, 40);
      for (int j = 0; j < 30; j++) {
        for (int i = 0; i < 40; i++) {
          assertThat(found[j * 40 + i]).isEqualTo(pixel(250 + i, 499 - 240 - j, 1));
        }
      }
      assertThat(pyramid.metadata().options()).isEqualTo(options(List.of()).canonical());
      assertThat(pyramid.metadata().sections()).hasSize(1);
    }
  }

  @Test
  void buildsOnceAndFindsItAgain() throws Exception {
    List<Stage> first = Collections.synchronizedList(new ArrayList<>());
    List<Stage> second = new ArrayList<>();
    try (ImageTiler tiler = tiler()) {
      tiler.open(image, (stage, fraction) -> first.add(stage)).close();
      tiler.open(image, (stage, fraction) -> second.add(stage)).close();
    }
    assertThat(first.stream().distinct())
        .containsExactly(
            Stage.WAITING, Stage.OPENING, Stage.MEASURING, Stage.TILING, Stage.PUBLISHING);
    assertThat(second).isEmpty();
  }

  @Test
  void tellsProgressThatNeverFallsInFewCalls() throws Exception {
    Path large = FitsFixtures.ramp(300, 20_000, 1).writeTo(folder.resolve("large.fits"));
    List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
    try (ImageTiler tiler =
        new ImageTiler(
            cache, new TilingOptions(new TileSize(8, 64), List.of(), 2, 1 << 20, Storage.PLAIN))) {
      tiler.open(large, (stage, fraction) -> fractions.add(fraction)).close();
    }
    assertThat(fractions).isSorted().hasSizeBetween(20, 200);
    assertThat(fractions.getLast()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenTheFileHasChanged() throws Exception {
    try (ImageTiler tiler = tiler()) {
      tiler.open(image, TilingProgress.silent()).close();
      writeConstant(7);
      try (Pyramid pyramid = tiler.open(image, TilingProgress.silent())) {
        assertThat(topLeft(pyramid)).isEqualTo(7);
      }
    }
    assertThat(pyramids()).hasSize(1);
  }

  @Test
  void keepsPyramidsWithOtherOptionsApart() throws Exception {
    try (ImageTiler one = tiler();
        ImageTiler other =
            new ImageTiler(
                cache, new TilingOptions(new TileSize(100, 50), List.of(), 1, 1, Storage.PLAIN))) {
      one.open(image, TilingProgress.silent()).close();
      try (Pyramid pyramid = other.open(image, TilingProgress.silent())) {
        assertThat(pyramid.geometry().tile()).isEqualTo(new TileSize(100, 50));
      }
    }
    assertThat(pyramids()).hasSize(2);
  }

  @Test
  void buildsAgainWhenForcedTo() throws Exception {
    Demand forced = new Demand(true, false, Optional.empty());
    try (ImageTiler tiler = tiler()) {
      for (Demand demand : List.of(Demand.ANY, forced, forced)) {
        Tiled tiled = tiler.tile(image, demand, TilingProgress.silent());
        tiled.pyramid().close();
        assertThat(tiled.built()).isTrue();
      }
      assertThat(tiler.current(image, forced)).isEmpty();
      tiler.current(image, Demand.ANY).orElseThrow().close();
    }
    assertThat(pyramids()).hasSize(1);
  }

  @Test
  void losesPatienceWithWhoeverBuildsTheSameImage() throws Exception {
    SourceStamp stamp = SourceStamp.of(image);
    Demand impatient = new Demand(false, false, Optional.of(Duration.ZERO));
    try (ImageTiler tiler = tiler()) {
      try (BuildClaim claim = cache.claim(cache.pyramidOf(stamp, options(List.of()).canonical()))) {
        assertThatThrownBy(() -> tiler.tile(image, impatient, TilingProgress.silent()))
            .isInstanceOf(BuildBusyException.class)
            .hasMessageContaining("ramp.fits")
            .hasMessageContaining("another process");
        assertThat(claim.staging()).isEmptyDirectory();
      }
      tiler.tile(image, impatient, TilingProgress.silent()).pyramid().close();
    }
  }

  @Test
  void takesOnlyTheExtensionsAskedFor() throws Exception {
    Path file =
        FitsFixtures.file()
            .emptyPrimary()
            .image(FitsFixtures.ramp(30, 20, 1).card("EXTNAME", "ONE"))
            .image(FitsFixtures.ramp(50, 40, 1).card("EXTNAME", "TWO"))
            .writeTo(folder.resolve("two.fits"));
    try (ImageTiler tiler = new ImageTiler(cache, options(List.of("two")))) {
      try (Pyramid pyramid = tiler.open(file, TilingProgress.silent())) {
        assertThat(pyramid.geometry().width()).isEqualTo(50);
        assertThat(pyramid.metadata().sections().getFirst().name()).isEqualTo("TWO");
      }
      assertThatThrownBy(() -> tiler.open(image, TilingProgress.silent()))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessageContaining("ramp.fits");
    }
  }

  @Test
  void buildsOnceForManyThreads() throws Exception {
    AtomicInteger builds = new AtomicInteger();
    TilingProgress counting =
        (stage, fraction) -> {
          if (stage == Stage.OPENING) {
            builds.incrementAndGet();
          }
        };
    try (ImageTiler tiler = tiler();
        ExecutorService threads = Executors.newFixedThreadPool(6)) {
      Callable<Float> open =
          () -> {
            try (Pyramid pyramid = tiler.open(image, counting)) {
              return topLeft(pyramid);
            }
          };
      for (Future<Float> found : threads.invokeAll(Collections.nCopies(6, open))) {
        assertThat(found.get()).isEqualTo(pixel(0, 499, 0));
      }
    }
    assertThat(builds).hasValue(1);
  }

  @Test
  void worksOnSeveralImagesAtOnce() throws Exception {
    Path other = FitsFixtures.ramp(700, 300, 1).writeTo(folder.resolve("other.fits"));
    try (ImageTiler tiler = tiler();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Pyramid> one = threads.submit(() -> tiler.open(image, TilingProgress.silent()));
      Future<Pyramid> two = threads.submit(() -> tiler.open(other, TilingProgress.silent()));
      try (Pyramid first = one.get();
          Pyramid second = two.get()) {
        assertThat(topLeft(first)).isEqualTo(pixel(0, 499, 0));
        assertThat(topLeft(second)).isEqualTo(pixel(0, 299, 0));
      }
    }
  }

  @Test
  void stopsCleanlyWhenInterrupted() throws Exception {
    Thread caller = Thread.currentThread();
    for (Stage when : Stage.values()) {
      try (ImageTiler tiler = tiler()) {
        assertThatThrownBy(
                () ->
                    tiler.open(
                        image,
                        new Onlooker(
                            stage -> {
                              if (stage == when) {
                                caller.interrupt();
                              }
                            })))
            .describedAs("interrupted at %s", when)
            .isInstanceOf(InterruptedException.class);
      }
      assertThat(Thread.interrupted()).isFalse();
      assertThat(leftovers()).describedAs("interrupted at %s", when).isEmpty();
    }
  }

  @Test
  void readsAgainWhenTheFileChangedMeanwhile() throws Exception {
    AtomicInteger changes = new AtomicInteger();
    try (ImageTiler tiler = tiler();
        Pyramid pyramid =
            tiler.open(
                image,
                (stage, fraction) -> {
                  if (stage == Stage.TILING && changes.getAndIncrement() == 0) {
                    writeConstant(42);
                  }
                })) {
      assertThat(topLeft(pyramid)).isEqualTo(42);
      assertThat(cache.find(pyramid.metadata().source(), options(List.of()).canonical()))
          .hasValueSatisfying(Pyramid::close);
    }
    assertThat(pyramids()).hasSize(1);
  }

  @Test
  void givesUpOnAFileThatKeepsChanging() throws Exception {
    AtomicInteger changes = new AtomicInteger();
    try (ImageTiler tiler = tiler()) {
      assertThatThrownBy(
              () ->
                  tiler.open(
                      image,
                      (stage, fraction) -> {
                        if (stage == Stage.TILING) {
                          touch(changes.incrementAndGet());
                        }
                      }))
          .isInstanceOf(UnreadableSourceException.class)
          .hasMessageContaining("ramp.fits")
          .isInstanceOf(SourceChangedException.class)
          .hasMessageContaining("changed");
    }
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void leavesNothingBehindForAFileThatIsNoImage() throws Exception {
    Files.write(image, new byte[] {'h', 'e', 'l', 'l', 'o'});
    try (ImageTiler tiler = tiler()) {
      assertThatThrownBy(() -> tiler.open(image, TilingProgress.silent()))
          .isInstanceOf(UnreadableSourceException.class);
    }
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void leavesNothingBehindForATruncatedFile() throws Exception {
    byte[] whole = Files.readAllBytes(image);
    Files.write(
        image, Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.TRUNCATE_EXISTING);
    try (ImageTiler tiler = tiler()) {
      assertThatThrownBy(() -> tiler.open(image, TilingProgress.silent()))
          .isInstanceOf(UnreadableSourceException.class);
    }
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void saysThatItIsClosed() throws Exception {
    ImageTiler tiler = tiler();
    tiler.close();
    assertThatThrownBy(() -> tiler.open(image, TilingProgress.silent()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(leftovers()).isEmpty();
  }

  private ImageTiler tiler() {
    return new ImageTiler(cache, options(List.of()));
  }

  private static TilingOptions options(List<String> extensions) {
    return new TilingOptions(TileSize.DEFAULT, extensions, 2, 8 << 20, Storage.PLAIN);
  }

  private static float pixel(int x, int y, int channel) {
    return x + 1000f * y + 1_000_000f * channel;
  }

  private static float topLeft(Pyramid pyramid) {
    float[] found = new float[1];
    pyramid.read(0, 0, 0, 0, 1, 1, found, 0, 1);
    return found[0];
  }

  private void writeConstant(float value) {
    float[] pixels = new float[64 * 64];
    Arrays.fill(pixels, value);
    try {
      Path fresh = folder.resolve("fresh.fits");
      FitsFixtures.floats(64, 64, pixels).writeTo(fresh);
      Files.move(fresh, image, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void touch(int second) {
    try {
      Files.setLastModifiedTime(image, FileTime.fromMillis(1000L * second));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> pyramids() throws IOException {
    try (Stream<Path> all = Files.list(cacheFolder)) {
      return all.filter(path -> path.toString().endsWith(".ome.zarr")).toList();
    }
  }

  /// What is in the cache folder besides empty folders and lock files.
  private List<Path> leftovers() throws IOException {
    try (Stream<Path> all = Files.walk(cacheFolder)) {
      return all.filter(path -> !path.equals(cacheFolder))
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .toList();
    }
  }
}
