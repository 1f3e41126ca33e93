package org.visiomatic.serve.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.build.Overview;

class SightTest {

  @TempDir Path folder;

  private final AtomicLong clock = new AtomicLong();
  private Path file;
  private Sight sight;

  @BeforeEach
  void writeAnImage() throws IOException {
    file = FakeImages.write(folder, "sky", 1, 1000, 1000);
    sight = new Sight(file, clock::get);
  }

  @Test
  void isAWaitForTheOverview() throws Exception {
    CompletableFuture<Optional<SharedImage>> waiting = sight.overview();
    assertThat(waiting).isNotDone();
    assertThat(sight.resolutions()).isZero();
    sight.show(overview(2));
    assertThat(waiting.get()).hasValueSatisfying(SightTest::isOfLevelTwo);
    assertThat(sight.resolutions()).isEqualTo(1);
  }

  @Test
  void isAWaitForTheNextOneOnceTheFileHasChanged() throws Exception {
    sight.show(overview(2));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertThat(sight.overview()).isDone();
    clock.addAndGet(Duration.ofMillis(1001).toNanos());
    CompletableFuture<Optional<SharedImage>> waiting = sight.overview();
    assertThat(waiting).isNotDone();
    assertThat(sight.resolutions()).isZero();
    sight.show(overview(2));
    assertThat(waiting.get()).hasValueSatisfying(SightTest::isOfLevelTwo);
  }

  @Test
  void isTheLatestOverview() throws Exception {
    sight.show(overview(2));
    sight.show(overview(1));
    assertThat(sight.resolutions()).isEqualTo(2);
  }

  @Test
  void isNothingAfterTheEnd() throws Exception {
    CompletableFuture<Optional<SharedImage>> waiting = sight.overview();
    sight.end();
    assertThat(waiting.get()).isEmpty();
    sight.show(overview(2));
    assertThat(sight.overview().get()).isEmpty();
  }

  @Test
  void endsWithWhatWasSeen() throws Exception {
    sight.show(overview(2));
    sight.end();
    assertThat(sight.overview().get()).isEmpty();
    assertThat(sight.resolutions()).isZero();
  }

  private static void isOfLevelTwo(SharedImage shown) {
    assertThat(shown.image().finest()).isEqualTo(2);
    assertThat(shown.image().identity()).startsWith("overview-");
  }

  /// Of the file as it is now.
  private Overview overview(int finest) throws Exception {
    FakeImages images = new FakeImages();
    try (ServedImage image = images.build(file, (stage, fraction) -> {})) {
      return new Overview(image.pixels(), finest, image.metadata());
    }
  }
}
