package org.visiomatic.serve.library;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Some threads, the tasks that wait in line for them, and how long a task takes of late.
final class RenderLine {

  private final ThreadPoolExecutor threads;
  private final RecentMean taken = new RecentMean();

  /// @param name of the threads, a number follows
  /// @param places how many tasks may wait
  RenderLine(String name, int threads, int places) {
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(places),
            Thread.ofPlatform().name(name, 0).daemon().factory());
  }

  /// Puts a task at the end of the line.
  ///
  /// @return false when the line is full or closed
  boolean enter(Runnable task) {
    boolean full = threads.getQueue().remainingCapacity() == 0;
    if (full || isClosed()) {
      return false;
    }
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      // Others were quicker, or it was closed this very moment.
      return false;
    }
  }

  /// A task was done and took that long.
  void took(long nanos) {
    taken.add(nanos);
  }

  /// How long it takes until all that waits has been begun.
  Duration work() {
    return taken.of(waiting(), threads());
  }

  int waiting() {
    return threads.getQueue().size();
  }

  int working() {
    return threads.getActiveCount();
  }

  int threads() {
    return threads.getCorePoolSize();
  }

  boolean isClosed() {
    return threads.isShutdown();
  }

  /// Takes no further task and interrupts those that have begun.
  ///
  /// @return what waited in line
  List<Runnable> close() {
    return threads.shutdownNow();
  }

  /// Waits for tasks that have begun.
  ///
  /// @return whether all have ended in time
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    return threads.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
