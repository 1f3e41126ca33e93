package org.visiomatic.serve.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.serve.ops.Telemetry;

class EncodedTilesTest {

  @TempDir Path folder;

  private final FakeImages images = new FakeImages();
  private final Telemetry telemetry = new Telemetry();
  private ImageLibrary library;
  private Loan loan;

  @BeforeEach
  void open() throws Exception {
    FakeImages.write(folder, "a", 1, 10, 10);
    library = new ImageLibrary(DataFolder.of(folder), images, 2, 2, Long.MAX_VALUE, telemetry);
    loan = library.borrow("a");
  }

  @AfterEach
  void everythingIsClosedAtTheEnd() throws IOException {
    loan.close();
    library.close();
    assertThat(images.open).hasValue(0);
  }

  @Test
  void paintsEqualPicturesOnce() throws Exception {
    AtomicInteger paintings = new AtomicInteger();
    CountDownLatch gate = new CountDownLatch(1);
    try (RenderPool pool = new RenderPool(2, telemetry);
        ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      EncodedTiles tiles = new EncodedTiles(pool, 10, 1 << 20, telemetry.tiles());
      List<Future<byte[]>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(
            visitors.submit(
                () ->
                    tiles.get(
                        loan,
                        key(1),
                        () -> {
                          gate.await();
                          paintings.incrementAndGet();
                          return new byte[] {7};
                        })));
      }
      gate.countDown();
      for (Future<byte[]> answer : answers) {
        assertThat(answer.get()).containsExactly(7);
      }
      assertThat(paintings).hasValue(1);
    }
  }

  @Test
  void triesAgainAfterAFailure() throws Exception {
    try (RenderPool pool = new RenderPool(1, telemetry)) {
      EncodedTiles tiles = new EncodedTiles(pool, 10, 1 << 20, telemetry.tiles());
      assertThatThrownBy(
              () ->
                  tiles.get(
                      loan,
                      key(1),
                      () -> {
                        throw new IllegalStateException("no paint");
                      }))
          .isInstanceOf(CompletionException.class)
          .hasRootCauseMessage("no paint");
      assertThat(tiles.get(loan, key(1), () -> new byte[3])).hasSize(3);
    }
  }

  @Test
  void worksWithoutRoomForAnyPicture() throws Exception {
    try (RenderPool pool = new RenderPool(1, telemetry)) {
      EncodedTiles tiles = new EncodedTiles(pool, 0, 1 << 20, telemetry.tiles());
      assertThat(tiles.get(loan, key(1), () -> new byte[3])).hasSize(3);
      assertThat(tiles.get(loan, key(1), () -> new byte[4])).hasSizeBetween(3, 4);
    }
  }

  @Test
  void refusesWhenTheLineIsFull() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (RenderPool pool = new RenderPool(1, 1, telemetry);
        ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      EncodedTiles tiles = new EncodedTiles(pool, 10, 1 << 20, telemetry.tiles());
      Future<byte[]> painting =
          visitors.submit(
              () ->
                  tiles.get(
                      loan,
                      key(1),
                      () -> {
                        begun.countDown();
                        gate.await();
                        return new byte[1];
                      }));
      begun.await();
      var waiting = pool.submit(1, () -> "waits in line");
      assertThatThrownBy(() -> tiles.get(loan, key(3), () -> new byte[1]))
          .isInstanceOf(BusyException.class);
      gate.countDown();
      assertThat(painting.get()).hasSize(1);
      assertThat(waiting.await()).isEqualTo("waits in line");
      assertThat(tiles.get(loan, key(3), () -> new byte[1])).hasSize(1);
    }
  }

  @Test
  void tellsThoseInLineWhenItCloses() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    RenderPool pool = new RenderPool(1, telemetry);
    var _ =
        pool.submit(
            1,
            () -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return "never";
            });
    begun.await();
    var waiting = pool.submit(1, () -> "never");
    pool.close();
    assertThatThrownBy(waiting::await).isInstanceOf(BusyException.class);
  }

  private static PictureKey key(int x) {
    return new PictureKey("id", 0, x, 0, 5, 5, "look");
  }
}
