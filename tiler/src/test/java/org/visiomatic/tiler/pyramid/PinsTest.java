package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsTest {

  private static final PyramidGeometry GEOMETRY = PyramidFixtures.geometry(1, 20, 30, 8, 8);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path temporary;
  private CacheFolder cache;
  private Path oldest;
  private Path middle;
  private Path newest;

  @BeforeEach
  void buildThree() throws Exception {
    cache = CacheFolder.open(temporary.resolve("cache"));
    oldest = build("a.fits", 0);
    middle = build("b.fits", 1000);
    newest = build("c.fits", 2000);
  }

  private static SourceStamp source(String name) {
    return new SourceStamp("/data/" + name, 2880, 1_000_000_007L);
  }

  private Path build(String name, int seconds) throws Exception {
    Path place = cache.pyramidOf(source(name), "tile=any");
    try (BuildClaim claim = cache.claim(place);
        PyramidWriter writer =
            PyramidWriter.create(
                place, claim.staging(), GEOMETRY, SampleFormat.FLOAT32, Storage.PLAIN)) {
      for (TileKey key : PyramidFixtures.tiles(GEOMETRY)) {
        PyramidFixtures.writeTile(writer, GEOMETRY, key, (level, channel, x, y) -> x + y);
      }
      writer.commit(PyramidFixtures.metadata(GEOMETRY, source(name)));
    }
    Files.setLastModifiedTime(place, FileTime.from(START.plusSeconds(seconds)));
    return place;
  }

  private static List<Path> folders(List<CachedPyramid> pyramids) {
    return pyramids.stream().map(CachedPyramid::folder).toList();
  }

  @Test
  void keepAPyramidFromBeingPrunedAndCleared() throws Exception {
    assertThat(cache.pin(oldest)).isTrue();
    assertThat(cache.pin(oldest)).isTrue();
    assertThat(cache.isPinned(oldest)).isTrue();
    assertThat(cache.prune(CacheLimits.ofImages(1), List.of())).containsExactly(middle, newest);
    cache.clear();
    assertThat(cache.pyramids()).containsExactly(oldest);
    CacheFolder.open(cache.path()).unpin(oldest);
    assertThat(cache.isPinned(oldest)).isFalse();
    cache.clear();
    assertThat(cache.pyramids()).isEmpty();
  }

  @Test
  void outliveThePyramid() throws Exception {
    cache.pin(oldest);
    assertThat(cache.remove(oldest)).isTrue();
    assertThat(cache.contents()).noneMatch(CachedPyramid::isPinned);
    build("a.fits", 0);
    assertThat(cache.contents().getFirst().isPinned()).isTrue();
  }

  @Test
  void areNotMadeForWhatIsGone() throws Exception {
    cache.remove(oldest);
    assertThat(cache.pin(oldest)).isFalse();
    assertThat(cache.isPinned(oldest)).isFalse();
  }

  @Test
  void doNotKeepFromAnEvictionOfPinnedOnes() throws Exception {
    cache.pin(oldest);
    Eviction all = new Eviction(CacheLimits.ofImages(0), Instant.MIN, List.of(middle), true);
    assertThat(folders(cache.rehearse(all, cache.contents()))).containsExactly(oldest, newest);
    assertThat(cache.pyramids()).hasSize(3);
    assertThat(folders(cache.evict(all))).containsExactly(oldest, newest);
    assertThat(cache.pyramids()).containsExactly(middle);
  }

  @Test
  void evictionGoesByTheLastUseAndThenByTheLimits() throws Exception {
    Eviction unused = new Eviction(CacheLimits.NONE, START.plusSeconds(500), List.of(), false);
    assertThat(folders(cache.rehearse(unused, cache.contents()))).containsExactly(oldest);
    long two = cache.bytes() / 3 * 2;
    Eviction toSize = Eviction.to(new CacheLimits(100, two - 1), List.of());
    assertThat(folders(cache.rehearse(toSize, cache.contents()))).containsExactly(oldest, middle);
    Eviction both =
        new Eviction(CacheLimits.ofImages(1), START.plusSeconds(500), List.of(middle), false);
    assertThat(folders(cache.evict(both))).containsExactly(oldest, newest);
  }

  @Test
  void whatIsReadIsNotFree() throws IOException {
    assertThat(cache.isFree(oldest)).isTrue();
    try (Pyramid open = cache.find(source("a.fits"), "tile=any").orElseThrow()) {
      assertThat(open.geometry()).isEqualTo(GEOMETRY);
      assertThat(cache.isFree(oldest)).isFalse();
      assertThat(cache.pin(oldest)).isTrue();
      Eviction all = new Eviction(CacheLimits.ofImages(0), Instant.MIN, List.of(), true);
      assertThat(folders(cache.rehearse(all, cache.contents()))).containsExactly(middle, newest);
    }
    assertThat(cache.isFree(oldest)).isTrue();
  }

  @Test
  void sayWhereTheyCannotBeMade() throws Exception {
    Files.createFile(cache.path().resolve(".pins"));
    assertThatThrownBy(() -> cache.pin(oldest))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The marks of pinned images in " + cache.path());
    assertThat(cache.contents()).hasSize(3).noneMatch(CachedPyramid::isPinned);
  }
}
