package org.visiomatic.serve.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.library.ImageUnavailableException.Reason;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;

class ImageLibraryTest {

  @TempDir Path folder;

  private final FakeImages images = new FakeImages();
  private final Telemetry telemetry = new Telemetry();
  private final AtomicLong clock = new AtomicLong();
  private ImageLibrary library;

  @BeforeEach
  void open() throws IOException {
    library =
        new ImageLibrary(DataFolder.of(folder), images, 2, 2, 1_000_000, telemetry, clock::get);
    for (String name : new String[] {"a", "b", "c", "d"}) {
      FakeImages.write(folder, name, 1, 10, 10);
    }
  }

  @AfterEach
  void everythingIsClosedAtTheEnd() {
    library.close();
    assertThat(images.open).hasValue(0);
  }

  @Test
  void opensAnImageOnce() throws Exception {
    try (Loan first = library.borrow("a");
        Loan second = library.borrow("a")) {
      assertThat(first.image()).isSameAs(second.image());
    }
    assertThat(images.builds).hasValue(1);
    assertThat(images.open).hasValue(1);
  }

  @Test
  void keepsOpenWhatIsLentAndClosesItAfterwards() throws Exception {
    Loan lent = library.borrow("a");
    for (int round = 0; round < 3; round++) {
      for (String other : new String[] {"b", "c", "d"}) {
        library.borrow(other).close();
      }
    }
    assertThat(lent.image().pixels().geometry().width()).isEqualTo(10);
    float[] pixel = new float[1];
    lent.image().pixels().read(0, 0, 0, 9, 1, 1, pixel, 0, 1);
    assertThat(pixel[0]).isEqualTo(FakeImages.value(1, 1, 1));
    lent.close();
    lent.close();
    assertThat(images.open.get()).isLessThanOrEqualTo(2);
    assertThat(images.builds).hasValue(4);
  }

  @Test
  void noticesAChangedFileWithinASecond() throws Exception {
    library.borrow("a").close();
    FakeImages.write(folder, "a", 3, 20, 20);
    Files.setLastModifiedTime(folder.resolve("a"), FileTime.fromMillis(1_000_000));
    try (Loan early = library.borrow("a")) {
      assertThat(early.image().pixels().geometry().channels()).isEqualTo(1);
      clock.addAndGet(Duration.ofMillis(1001).toNanos());
      try (Loan late = library.borrow("a")) {
        assertThat(late.image().pixels().geometry().channels()).isEqualTo(3);
        assertThat(late.image().identity()).isNotEqualTo(early.image().identity());
      }
    }
  }

  @Test
  void lendsAnOverviewToThoseForWhomItIsEnough() throws Exception {
    FakeImages.write(folder, "a", 1, 1000, 700);
    showOverviewsBeforeTheGate();
    try (Loan early = library.borrow("a", overview -> overview.finest() == 1)) {
      assertThat(early.image().finest()).isEqualTo(1);
      assertThat(library.open()).isEmpty();
      assertThat(library.status("a").resolutions()).isEqualTo(2);
      images.gate.countDown();
      try (Loan whole = library.borrow("a")) {
        assertThat(whole.image().finest()).isZero();
        assertThat(whole.image().identity()).isNotEqualTo(early.image().identity());
      }
    }
    try (Loan late = library.borrow("a", overview -> true)) {
      assertThat(late.image().finest()).isZero();
    }
    assertThat(images.builds).hasValue(1);
  }

  @Test
  void takesAnOverviewBackWhenItsFileHasChanged() throws Exception {
    FakeImages.write(folder, "a", 1, 300, 300);
    showOverviewsBeforeTheGate();
    library.borrow("a", overview -> true).close();
    assertThat(library.status("a").resolutions()).isEqualTo(1);
    FakeImages.write(folder, "a", 3, 20, 20);
    Files.setLastModifiedTime(folder.resolve("a"), FileTime.fromMillis(1_000_000));
    clock.addAndGet(Duration.ofMillis(1001).toNanos());
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Loan> waiting = visitors.submit(() -> library.borrow("a", overview -> true));
      images.gate.countDown();
      try (Loan whole = waiting.get()) {
        assertThat(whole.image().finest()).isZero();
        assertThat(whole.image().pixels().geometry().channels()).isEqualTo(3);
      }
    }
  }

  @Test
  void endsAnOverviewWithTheBuildThatFails() throws Exception {
    FakeImages.write(folder, "large", 1, 1000, 1000);
    showOverviewsBeforeTheGate();
    library.borrow("large", overview -> true).close();
    images.gate.countDown();
    assertThatThrownBy(() -> library.borrow("large"))
        .isInstanceOfSatisfying(
            ImageUnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    assertThatThrownBy(() -> library.borrow("large", overview -> true))
        .isInstanceOf(ImageUnavailableException.class);
    assertThat(library.status("large").resolutions()).isZero();
  }

  private void showOverviewsBeforeTheGate() {
    images.finestOfOverview = 1;
    images.gate = new CountDownLatch(1);
  }

  @Test
  void remembersAFailureForSecondsOnly() throws Exception {
    Files.writeString(folder.resolve("bad"), "nothing");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> library.borrow("bad"))
          .isInstanceOfSatisfying(
              ImageUnavailableException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.UNREADABLE))
          .hasMessageStartingWith("The file bad holds");
    }
    assertThat(images.builds).hasValue(1);
    assertThat(library.status("bad").state()).isEqualTo(BuildStatus.State.FAILED);
    FakeImages.write(folder, "bad", 1, 5, 5);
    clock.addAndGet(Duration.ofSeconds(4).toNanos());
    library.borrow("bad").close();
    assertThat(library.status("bad").state()).isEqualTo(BuildStatus.State.READY);
  }

  @Test
  void refusesWhoeverComesWhenTooManyBuildsWait() throws Exception {
    images.gate = new CountDownLatch(1);
    int line = 256;
    for (int i = 0; i < 2 + line; i++) {
      FakeImages.write(folder, "image" + i, 1, 10, 10);
      assertThat(library.isReady("image" + i)).isFalse();
    }
    assertThat(telemetry.refusals(Refusal.BUILD_QUEUE)).isZero();
    demandBusy("a", "More images are waiting to be prepared");
    assertThat(telemetry.refusals(Refusal.BUILD_QUEUE)).isEqualTo(1);
    assertThat(telemetry.builds().waiting()).isEqualTo(line);
    images.gate.countDown();
  }

  @Test
  void refusesWhoeverFindsNoRoomForAnOpenImage() throws Exception {
    library.close();
    library =
        new ImageLibrary(DataFolder.of(folder), images, 0, 2, 1_000_000, telemetry, clock::get);
    demandBusy("a", "More images are asked for at once than may be open");
    assertThat(telemetry.refusals(Refusal.OPEN_IMAGES)).isEqualTo(1);
  }

  private void demandBusy(String name, String sentence) {
    assertThatThrownBy(() -> library.borrow(name))
        .isInstanceOfSatisfying(
            ImageUnavailableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY))
        .hasMessageStartingWith(sentence);
  }

  @Test
  void refusesEverybodyAfterClosing() {
    library.close();
    assertThatThrownBy(() -> library.borrow("a"))
        .isInstanceOfSatisfying(
            ImageUnavailableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
  }
}
