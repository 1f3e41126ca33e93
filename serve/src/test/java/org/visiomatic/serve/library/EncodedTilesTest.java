package org.visiomatic.serve.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;

class EncodedTilesTest {

  private final Telemetry telemetry = new Telemetry();

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
                      key(1),
                      () -> {
                        throw new IllegalStateException("no paint");
                      }))
          .isInstanceOf(CompletionException.class)
          .hasRootCauseMessage("no paint");
      assertThat(tiles.get(key(1), () -> new byte[3])).hasSize(3);
    }
  }

  @Test
  void worksWithoutRoomForAnyPicture() throws Exception {
    try (RenderPool pool = new RenderPool(1, telemetry)) {
      EncodedTiles tiles = new EncodedTiles(pool, 0, 1 << 20, telemetry.tiles());
      assertThat(tiles.get(key(1), () -> new byte[3])).hasSize(3);
      assertThat(tiles.get(key(1), () -> new byte[4])).hasSizeBetween(3, 4);
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
                      key(1),
                      () -> {
                        begun.countDown();
                        gate.await();
                        return new byte[1];
                      }));
      begun.await();
      Future<String> waiting = visitors.submit(() -> pool.work(1, () -> "waits in line"));
      awaitLine(pool, 1);
      assertThatThrownBy(() -> tiles.get(key(3), () -> new byte[1]))
          .isInstanceOf(BusyException.class);
      assertThat(telemetry.tiles().misses()).isEqualTo(2);
      assertThat(telemetry.refusals(Refusal.RENDER_QUEUE)).isOne();
      gate.countDown();
      assertThat(painting.get()).hasSize(1);
      assertThat(waiting.get()).isEqualTo("waits in line");
      assertThat(tiles.get(key(3), () -> new byte[1])).hasSize(1);
    }
  }

  @Test
  void sendsThoseInLineAwayWhenItClosesAndWaitsForTheOthers() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    RenderPool pool = new RenderPool(1, telemetry);
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> painting =
          visitors.submit(
              () ->
                  pool.work(
                      1,
                      () -> {
                        begun.countDown();
                        gate.await();
                        return "whole";
                      }));
      begun.await();
      Future<String> waiting = visitors.submit(() -> pool.work(1, () -> "never"));
      awaitLine(pool, 1);
      Future<?> closing = visitors.submit(pool::close);
      assertThatThrownBy(waiting::get).hasCauseInstanceOf(BusyException.class);
      assertThat(closing).isNotDone();
      gate.countDown();
      closing.get();
      assertThat(painting.get()).isEqualTo("whole");
      assertThatThrownBy(() -> pool.work(1, () -> "never")).isInstanceOf(BusyException.class);
    }
  }

  private static void awaitLine(RenderPool pool, int length) {
    while (pool.waiting() < length) {
      Thread.onSpinWait();
    }
  }

  private static PictureKey key(int x) {
    return new PictureKey("id", 0, x, 0, 5, 5, "look");
  }
}
