package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

  private static final PyramidGeometry GEOMETRY = PyramidFixtures.geometry(1, 20, 30, 8, 8);

  @TempDir Path temporary;
  private CacheFolder cache;

  @BeforeEach
  void openCache() throws IOException {
    cache = CacheFolder.open(temporary.resolve("deep").resolve("cache"));
  }

  private static SourceStamp source(String name) {
    return new SourceStamp("/data/" + name, 2880, 1_000_000_007L);
  }

  private Path build(SourceStamp source) throws IOException, InterruptedException {
    Path place = cache.pyramidOf(source, "tile=any");
    try (BuildClaim claim = cache.claim(place)) {
      build(place, claim, source);
    }
    return place;
  }

  private static void build(Path place, BuildClaim claim, SourceStamp source) throws IOException {
    try (PyramidWriter writer =
        PyramidWriter.create(
            place, claim.staging(), GEOMETRY, SampleFormat.FLOAT32, Storage.PLAIN)) {
      for (TileKey key : PyramidFixtures.tiles(GEOMETRY)) {
        PyramidFixtures.writeTile(writer, GEOMETRY, key, (level, channel, x, y) -> x + y);
      }
      writer.commit(PyramidFixtures.metadata(GEOMETRY, source));
    }
  }

  /// As somebody who cleans up may do while a server runs.
  @Test
  void isMadeAnewWithItsLocksWhenItWasRemoved() throws Exception {
    build(source("a.fits"));
    try (Pyramid open = cache.find(source("a.fits"), "tile=any").orElseThrow()) {
      Folders.delete(cache.path());
      assertThat(PyramidFixtures.read(open, 0, 0)[30 * 4 + 3]).isEqualTo(7);
      assertThat(cache.find(source("a.fits"), "tile=any")).isEmpty();
      Path place = build(source("a.fits"));
      try (Pyramid again = cache.find(source("a.fits"), "tile=any").orElseThrow()) {
        assertThat(again.identity()).isEqualTo(open.identity());
        assertThat(cache.path().resolve(".uses")).as("what other processes look at").exists();
        assertThat(cache.remove(place)).as("what is read").isFalse();
      }
    }
    assertThat(cache.remove(cache.pyramidOf(source("a.fits"), "tile=any"))).isTrue();
  }

  @Test
  void namesPyramidsByFileAndHash() {
    String plain = cache.pyramidOf(source("ngc 1.fits"), "tile=any").getFileName().toString();
    assertThat(plain).matches("ngc 1\\.fits-[0-9a-f]{16}\\.ome\\.zarr");
    assertThat(cache.pyramidOf(source("ngc 1.fits"), "other").getFileName()).isNotEqualTo(plain);
    assertThat(cache.pyramidOf(new SourceStamp("/b/ngc 1.fits", 1, 1), "tile=any").getFileName())
        .isNotEqualTo(plain);
  }

  @Test
  void namesPyramidsOfFilesWithLongAndOddNames() throws Exception {
    Path place = build(source("é".repeat(120) + "*?\n.fits"));
    assertThat(place.getFileName().toString()).startsWith("éé").endsWith(".ome.zarr");
    assertThat(cache.pyramidOf(source("a:b*c\n.fits"), "").getFileName().toString())
        .startsWith("a_b_c_.fits-");
  }

  @Test
  void findsAPyramidThatIsCurrent() throws Exception {
    SourceStamp source = source("a.fits");
    assertThat(cache.find(source, "tile=any")).isEmpty();
    build(source);
    try (Pyramid pyramid = cache.find(source, "tile=any").orElseThrow()) {
      assertThat(pyramid.metadata().source()).isEqualTo(source);
    }
  }

  @Test
  void doesNotFindAPyramidOfAnOlderFile() throws Exception {
    SourceStamp source = source("a.fits");
    build(source);
    assertThat(cache.find(new SourceStamp(source.path(), 2881, source.modifiedNanos()), "tile=any"))
        .isEmpty();
    assertThat(cache.find(new SourceStamp(source.path(), 2880, 8), "tile=any")).isEmpty();
    assertThat(cache.find(source, "other")).isEmpty();
  }

  @Test
  void doesNotFindADamagedPyramidAndLetsItBeReplaced() throws Exception {
    SourceStamp source = source("a.fits");
    Path place = build(source);
    Files.delete(place.resolve("0/c/0/0/0"));
    assertThat(cache.find(source, "tile=any")).isEmpty();
    build(source);
    cache.find(source, "tile=any").orElseThrow().close();
  }

  @Test
  void listsAndPrunesTheLeastRecentlyUsedFirst() throws Exception {
    Path a = build(source("a.fits"));
    Path b = build(source("b.fits"));
    Path c = build(source("c.fits"));
    Path d = build(source("d.fits"));
    used(a, 400);
    used(b, 300);
    used(c, 200);
    used(d, 100);
    cache.find(source("a.fits"), "tile=any").orElseThrow().close();
    assertThat(cache.pyramids()).containsExactly(b, c, d, a);
    assertThat(cache.prune(CacheLimits.ofImages(4), List.of())).isEmpty();
    assertThat(cache.prune(CacheLimits.ofImages(2), List.of(b))).containsExactly(c, d);
    assertThat(cache.pyramids()).containsExactly(b, a);
    assertNothingIsLeftBehind();
  }

  private static void used(Path pyramid, int secondsAgo) throws IOException {
    Files.setLastModifiedTime(pyramid, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
  }

  @Test
  void doesNotPruneWhatIsBeingBuilt() throws Exception {
    Path a = build(source("a.fits"));
    Path b = build(source("b.fits"));
    try (BuildClaim claim = cache.claim(a)) {
      assertThat(claim.staging()).isEmptyDirectory();
      assertThat(cache.prune(CacheLimits.ofImages(0), List.of())).containsExactly(b);
    }
    cache.clear();
    assertThat(cache.pyramids()).isEmpty();
    assertNothingIsLeftBehind();
  }

  @Test
  void doesNotPruneWhatIsReadAndCountsReadingAsAUse() throws Exception {
    Path a = build(source("a.fits"));
    Path b = build(source("b.fits"));
    Pyramid pyramid = cache.find(source("a.fits"), "tile=any").orElseThrow();
    try (Pyramid shared = pyramid.share().orElseThrow()) {
      pyramid.close();
      used(a, 100);
      used(b, 50);
      assertThat(cache.prune(CacheLimits.ofImages(0), List.of())).containsExactly(b);
      assertThat(PyramidFixtures.read(shared, 0, 0)).contains(20 + 19);
    }
    assertThat(Files.getLastModifiedTime(a).toInstant()).isAfter(Instant.now().minusSeconds(50));
    cache.clear();
    assertThat(cache.pyramids()).isEmpty();
    assertNothingIsLeftBehind();
  }

  @Test
  void opensAPyramidWhateverHasBecomeOfItsSource() throws Exception {
    Path first = build(source("first"));
    build(source("second"));
    used(first, 100);
    try (Pyramid pyramid = cache.use(first).orElseThrow()) {
      assertThat(pyramid.metadata().source()).isEqualTo(source("first"));
      cache.clear();
      assertThat(cache.pyramids()).containsExactly(first);
    }
    cache.clear();
    assertThat(cache.use(first)).isEmpty();
  }

  @Test
  void readsOnWhenSomeoneElseRemovesThePyramid() throws Exception {
    Path place = build(source("a.fits"));
    try (Pyramid pyramid = Pyramid.open(place)) {
      cache.clear();
      assertThat(place).doesNotExist();
      assertThat(PyramidFixtures.read(pyramid, 0, 0)).contains(20 + 19);
    }
  }

  @Test
  void prunesToASizeInBytes() throws Exception {
    Path a = build(source("a.fits"));
    Path b = build(source("b.fits"));
    used(a, 100);
    used(b, 50);
    long bytes = cache.bytes(a);
    assertThat(bytes).isGreaterThan(20 * 20 * 4).isEqualTo(cache.bytes(b));
    assertThat(cache.prune(new CacheLimits(9, 2 * bytes), List.of())).isEmpty();
    assertThat(cache.prune(new CacheLimits(9, 2 * bytes - 1), List.of())).containsExactly(a);
    assertThat(cache.prune(new CacheLimits(9, 0), List.of(b))).isEmpty();
    assertThat(cache.bytes(a)).isZero();
  }

  @Test
  void refusesAPlaceOutsideTheFolder() {
    assertThatThrownBy(() -> cache.claim(cache.path().resolve("..").resolve("x.ome.zarr")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the place of a pyramid");
  }

  @Test
  void letsManyThreadsBuildOnePyramidOnce() throws Exception {
    SourceStamp source = source("a.fits");
    Path place = cache.pyramidOf(source, "tile=any");
    AtomicInteger builds = new AtomicInteger();
    Callable<String> open =
        () -> {
          // Several objects for one folder, as several servers in one process would have.
          CacheFolder mine = CacheFolder.open(cache.path());
          try (BuildClaim claim = mine.claim(place)) {
            if (mine.find(source, "tile=any").map(CacheFolderTest::closed).isEmpty()) {
              builds.incrementAndGet();
              build(place, claim, source);
            }
          }
          try (Pyramid pyramid = mine.find(source, "tile=any").orElseThrow()) {
            return pyramid.identity();
          }
        };
    List<String> identities = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> identity : threads.invokeAll(java.util.Collections.nCopies(40, open))) {
        identities.add(identity.get());
      }
    }
    assertThat(builds).hasValue(1);
    assertThat(identities).hasSize(40).containsOnly(identities.getFirst());
    assertNothingIsLeftBehind();
  }

  private static Pyramid closed(Pyramid pyramid) {
    pyramid.close();
    return pyramid;
  }

  @Test
  void stopsWaitingWhenInterrupted() throws Exception {
    Path place = cache.pyramidOf(source("a.fits"), "tile=any");
    try (BuildClaim claim = cache.claim(place)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> cache.claim(place)).isInstanceOf(InterruptedException.class);
      assertThat(claim.staging()).exists();
    }
    cache.claim(place).close();
  }

  @Test
  void sweepsWhatDeadBuildsHaveLeftAndNothingElse() throws Exception {
    Path place = build(source("a.fits"));
    Path dead = cache.path().resolve(".staging").resolve(place.getFileName() + ".0123");
    Files.createDirectories(dead.resolve("new/0/c"));
    try (BuildClaim live = cache.claim(cache.pyramidOf(source("b.fits"), "tile=any"))) {
      cache.sweep();
      assertThat(live.staging()).exists();
      assertThat(dead).doesNotExist();
      assertThat(place).exists();
    }
    assertNothingIsLeftBehind();
  }

  private void assertNothingIsLeftBehind() {
    assertThat(cache.path().resolve(".staging")).isEmptyDirectory();
  }
}
