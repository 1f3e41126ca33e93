package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes use one cache folder.
class SharedCacheTest {

  @TempDir Path temporary;
  private CacheFolder cache;
  private Path place;

  @BeforeEach
  void openCache() throws Exception {
    cache = CacheFolder.open(temporary);
    place = cache.pyramidOf(OtherProcess.SOURCE, OtherProcess.OPTIONS);
  }

  private Path staging() {
    return cache.path().resolve(".staging");
  }

  @Test
  void waitsForTheBuildOfAnotherProcessAndTakesItsResult() throws Exception {
    try (OtherProcess other = OtherProcess.start(cache.path(), "steps");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(other.next()).isEqualTo("claimed");
      Future<Optional<Pyramid>> found =
          threads.submit(
              () -> {
                try (BuildClaim claim = cache.claim(place)) {
                  assertThat(claim.staging()).isEmptyDirectory();
                  return cache.find(OtherProcess.SOURCE, OtherProcess.OPTIONS);
                }
              });
      cache.sweep();
      assertThat(staging()).isNotEmptyDirectory();
      other.go();
      assertThat(other.next()).isEqualTo("written");
      other.go();
      assertThat(other.next()).isEqualTo("committed");
      assertThat(cache.prune(CacheLimits.ofImages(0), List.of())).isEmpty();
      assertThat(found.isDone()).isFalse();
      other.go();
      try (Pyramid pyramid = found.get().orElseThrow()) {
        assertThat(PyramidFixtures.read(pyramid, 0, 0)).contains(299).contains(-199);
      }
      assertThat(staging()).isEmptyDirectory();
    }
  }

  @Test
  void sweepsWhatAKilledProcessHasLeft() throws Exception {
    try (OtherProcess other = OtherProcess.start(cache.path(), "steps")) {
      assertThat(other.next()).isEqualTo("claimed");
      other.go();
      assertThat(other.next()).isEqualTo("written");
      other.kill();
    }
    assertThat(staging()).isNotEmptyDirectory();
    cache.sweep();
    assertThat(staging()).isEmptyDirectory();
    cache.claim(place).close();
    assertThat(cache.find(OtherProcess.SOURCE, OtherProcess.OPTIONS)).isEmpty();
  }

  @Test
  void neverShowsHalfAPyramidWhereverAProcessIsKilled() throws Exception {
    for (int builds = 1; builds <= 6; builds++) {
      try (OtherProcess other = OtherProcess.start(cache.path(), "loop")) {
        // The process goes on after the line, so that each time it dies somewhere else.
        for (int line = 0; line < 3 * builds + builds % 3; line++) {
          other.next();
        }
        other.kill();
      }
      cache.sweep();
      assertThat(staging()).isEmptyDirectory();
      if (Files.exists(place)) {
        try (Pyramid pyramid = Pyramid.open(place)) {
          assertThat(PyramidFixtures.read(pyramid, 0, 1)).contains(299).contains(-199);
        }
      }
    }
  }

  @Test
  void readsWhileAnotherProcessReplaces() throws Exception {
    try (OtherProcess other = OtherProcess.start(cache.path(), "loop")) {
      for (int line = 0; line < 3; line++) {
        other.next();
      }
      int found = 0;
      for (int round = 0; round < 100; round++) {
        Optional<Pyramid> pyramid = cache.find(OtherProcess.SOURCE, OtherProcess.OPTIONS);
        if (pyramid.isPresent()) {
          try (Pyramid open = pyramid.get()) {
            found++;
            assertThat(PyramidFixtures.read(open, 1, 1)).contains(149).contains(-99);
          }
        }
      }
      assertThat(found).isPositive();
    }
  }

  @Test
  void doesNotPruneWhatAnotherProcessReads() throws Exception {
    try (OtherProcess builder = OtherProcess.start(cache.path(), "loop")) {
      for (int line = 0; line < 3; line++) {
        builder.next();
      }
    }
    try (OtherProcess reader = OtherProcess.start(cache.path(), "read")) {
      assertThat(reader.next()).startsWith("opened");
      assertThat(cache.prune(CacheLimits.ofImages(0), List.of())).isEmpty();
      reader.go();
      assertThat(reader.next()).isEqualTo("closed");
      assertThat(cache.prune(CacheLimits.ofImages(0), List.of())).containsExactly(place);
    }
  }

  @Test
  void prunesWhatAKilledProcessHasRead() throws Exception {
    try (OtherProcess builder = OtherProcess.start(cache.path(), "loop")) {
      for (int line = 0; line < 3; line++) {
        builder.next();
      }
    }
    try (OtherProcess reader = OtherProcess.start(cache.path(), "read")) {
      assertThat(reader.next()).startsWith("opened");
    }
    assertThat(cache.prune(CacheLimits.ofImages(0), List.of())).containsExactly(place);
  }

  @Test
  void losesPatienceWithABuildOfAnotherProcess() throws Exception {
    try (OtherProcess other = OtherProcess.start(cache.path(), "steps")) {
      assertThat(other.next()).isEqualTo("claimed");
      assertThat(cache.claim(place, Optional.of(Duration.ofMillis(10)))).isEmpty();
      assertThat(cache.claim(place, Optional.of(Duration.ZERO))).isEmpty();
    }
    cache.claim(place, Optional.of(Duration.ZERO)).orElseThrow().close();
  }
}
