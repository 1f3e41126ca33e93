package org.visiomatic.serve.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenderLineTest {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void givesPlacesInTheOrderOfComing() throws Exception {
    RenderLine line = new RenderLine(1, 10);
    line.enter(() -> true);
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int number = i;
      all.add(
          threads.submit(
              () -> {
                line.enter(() -> true);
                order.add(number);
                line.leave(1);
                return null;
              }));
      awaitWaiting(line, i + 1);
    }
    line.leave(1);
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(line.working()).isZero();
  }

  @Test
  void neverLetsMoreWorkThanThereArePlaces() throws Exception {
    RenderLine line = new RenderLine(3, 1000);
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(
          threads.submit(
              () -> {
                line.enter(() -> true);
                most.accumulateAndGet(working.incrementAndGet(), Math::max);
                LockSupport.parkNanos(1000);
                working.decrementAndGet();
                line.leave(1);
                return null;
              }));
    }
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(most).hasValueBetween(1, 3);
    assertThat(line.working()).isZero();
    assertThat(line.waiting()).isZero();
  }

  @Test
  void whoIsNoLongerWantedLeavesTheLineAndTheOthersMoveUp() throws Exception {
    RenderLine line = new RenderLine(1, 10);
    line.enter(() -> true);
    AtomicBoolean wanted = new AtomicBoolean(true);
    Future<?> leaving = comer(line, wanted::get);
    awaitWaiting(line, 1);
    Future<?> staying = comer(line, () -> true);
    awaitWaiting(line, 2);
    wanted.set(false);
    assertThatThrownBy(leaving::get).hasCauseInstanceOf(VisitorLeftException.class);
    assertThat(line.waiting()).isOne();
    line.leave(1);
    staying.get();
    assertThat(line.working()).isOne();
  }

  @Test
  void anInterruptedThreadLeavesTheLine() throws Exception {
    RenderLine line = new RenderLine(1, 10);
    line.enter(() -> true);
    Future<?> waiting = comer(line, () -> true);
    awaitWaiting(line, 1);
    waiting.cancel(true);
    while (line.waiting() > 0) {
      Thread.onSpinWait();
    }
    line.leave(1);
    assertThat(line.awaitEnd(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void saysHowMuchWorkWaitsWhenItIsFull() throws Exception {
    RenderLine line = new RenderLine(2, 1);
    for (int i = 0; i < 50; i++) {
      line.enter(() -> true);
      line.leave(Duration.ofSeconds(10).toNanos());
    }
    line.enter(() -> true);
    line.enter(() -> true);
    var _ = comer(line, () -> true);
    awaitWaiting(line, 1);
    assertThatThrownBy(() -> line.enter(() -> true))
        .isInstanceOfSatisfying(
            BusyException.class, busy -> assertThat(busy.work()).isEqualTo(Duration.ofSeconds(5)));
    assertThatThrownBy(line::demandRoom)
        .isInstanceOfSatisfying(
            BusyException.class,
            busy ->
                assertThat(busy.work())
                    .as("behind the first")
                    .isGreaterThan(Duration.ofSeconds(5)));
  }

  @Test
  void letsTryWhoMayEnter() throws Exception {
    RenderLine line = new RenderLine(1, 1);
    line.demandRoom();
    line.enter(() -> true);
    line.demandRoom();
    Future<?> waiting = comer(line, () -> true);
    awaitWaiting(line, 1);
    assertThatThrownBy(line::demandRoom).isInstanceOf(BusyException.class);
    line.leave(1);
    waiting.get();
    line.demandRoom();
    line.close();
    assertThatThrownBy(line::demandRoom)
        .isInstanceOfSatisfying(BusyException.class, busy -> assertThat(busy.work()).isZero());
  }

  @Test
  void sendsEverybodyAwayWhenItIsClosed() throws Exception {
    RenderLine line = new RenderLine(1, 10);
    line.enter(() -> true);
    Future<?> waiting = comer(line, () -> true);
    awaitWaiting(line, 1);
    line.close();
    assertThatThrownBy(waiting::get).hasCauseInstanceOf(BusyException.class);
    assertThatThrownBy(() -> line.enter(() -> true)).isInstanceOf(BusyException.class);
    assertThat(line.awaitEnd(Duration.ofMillis(1))).isFalse();
    line.leave(1);
    assertThat(line.awaitEnd(Duration.ofMillis(1))).isTrue();
  }

  /// Somebody who takes a place, or waits for one.
  private Future<?> comer(RenderLine line, BooleanSupplier wanted) {
    return threads.submit(
        () -> {
          line.enter(wanted);
          return null;
        });
  }

  private static void awaitWaiting(RenderLine line, int count) {
    while (line.waiting() < count) {
      Thread.onSpinWait();
    }
  }
}
