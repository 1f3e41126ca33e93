package org.visiomatic.tiler.build;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.stats.Workers;

/// A fixed number of threads that several loops may use at the same time. After each step a loop
/// queues up again, so that a small image does not wait for a large one.
final class WorkerPool implements Workers, AutoCloseable {

  private final int threads;
  private final ExecutorService executor;

  WorkerPool(int threads) {
    this.threads = threads;
    AtomicInteger last = new AtomicInteger();
    // A factory of the JDK that numbers its threads links a method of its own first.
    ThreadFactory factory =
        work ->
            Thread.ofPlatform().daemon().name("tiler-" + last.incrementAndGet()).unstarted(work);
    this.executor = Executors.newFixedThreadPool(threads, factory);
  }

  int threads() {
    return threads;
  }

  @Override
  public void run(long count, Step step) throws IOException, InterruptedException {
    run(count, threads, step);
  }

  /// As [#run(long, Step)], with at most `parallel` steps at the same time.
  void run(long count, int parallel, Step step) throws IOException, InterruptedException {
    int runners = (int) Math.min(Math.min(parallel, threads), count);
    Loop loop = new Loop(count, runners, step);
    for (int i = 0; i < runners; i++) {
      loop.queueUp();
    }
    loop.await();
  }

  /// Steps under way go on, queued ones fail.
  @Override
  public void close() {
    executor.shutdown();
  }

  private final class Loop implements Runnable {

    private final long count;
    private final Step step;
    private final AtomicLong next = new AtomicLong();
    private final CountDownLatch runners;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Loop(long count, int runners, Step step) {
      this.count = count;
      this.runners = new CountDownLatch(runners);
      this.step = step;
    }

    @Override
    public void run() {
      long index = failure.get() == null ? next.getAndIncrement() : count;
      if (index >= count) {
        runners.countDown();
        return;
      }
      try {
        step.run(index);
      } catch (Throwable thrown) { // passed on to whoever waits for the loop
        fail(thrown);
      }
      queueUp();
    }

    void queueUp() {
      try {
        executor.execute(this);
      } catch (RejectedExecutionException closed) {
        fail(new IllegalStateException("The tiler was closed while it worked.", closed));
        runners.countDown();
      }
    }

    void await() throws IOException, InterruptedException {
      boolean interrupted = false;
      while (true) {
        try {
          runners.await();
          break;
        } catch (InterruptedException e) {
          // Buffers and files are in use until the last step has ended.
          interrupted = true;
          fail(e);
        }
      }
      if (interrupted) {
        throw new InterruptedException("The build was interrupted.");
      }
      Throwable thrown = failure.get();
      if (thrown != null) {
        rethrow(thrown);
      }
    }

    @SuppressWarnings("ReferenceEquality") // nothing may be suppressed by itself
    private void fail(Throwable thrown) {
      Throwable first = failure.compareAndExchange(null, thrown);
      if (first != null && first != thrown) {
        first.addSuppressed(thrown);
      }
    }

    private static void rethrow(Throwable failure) throws IOException, InterruptedException {
      switch (failure) {
        case IOException e -> throw e;
        case InterruptedException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException("A step of a build failed.", failure);
      }
    }
  }
}
