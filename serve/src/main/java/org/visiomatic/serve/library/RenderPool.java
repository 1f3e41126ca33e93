package org.visiomatic.serve.library;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads that render and encode. A full line means [BusyException].
///
/// Large pictures have a thread and a line of their own: tiles do not wait for them, and never more
/// than one is in memory.
public final class RenderPool implements AutoCloseable {

  /// From how many pixels on a picture is large.
  static final long LARGE_PIXELS = 4L << 20;

  /// Places in line per thread.
  private static final int LINE_PER_THREAD = 256;

  private static final int LARGE_LINE = 8;

  private final ThreadPoolExecutor tiles;
  private final ThreadPoolExecutor large;

  /// @param threads threads for tiles
  public RenderPool(int threads) {
    this(threads, threads * LINE_PER_THREAD);
  }

  RenderPool(int threads, int line) {
    tiles = pool("visiomatic-render-", threads, line);
    large = pool("visiomatic-region-", 1, LARGE_LINE);
  }

  /// Runs a task on one of the threads.
  ///
  /// @param pixels how many pixels the task works on
  /// @throws BusyException when the line is full
  public <T> CompletableFuture<T> submit(long pixels, Callable<T> task) {
    Task<T> waiting = new Task<>(task, new CompletableFuture<>());
    ThreadPoolExecutor pool = pixels >= LARGE_PIXELS ? large : tiles;
    try {
      pool.execute(waiting);
    } catch (RejectedExecutionException e) {
      throw new BusyException(e);
    }
    return waiting.result();
  }

  /// Waits for what was submitted.
  ///
  /// @throws BusyException when it was dropped because the pool was closed
  /// @throws CompletionException around what the task threw
  public static <T> T await(CompletableFuture<T> submitted) throws InterruptedException {
    try {
      return submitted.get();
    } catch (CancellationException e) {
      throw new BusyException(e);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  /// Drops what waits in line; what has begun ends by itself.
  @Override
  public void close() {
    for (ThreadPoolExecutor pool : List.of(tiles, large)) {
      for (Runnable waiting : pool.shutdownNow()) {
        ((Task<?>) waiting).drop();
      }
    }
  }

  private static ThreadPoolExecutor pool(String name, int threads, int line) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(line),
        Thread.ofPlatform().name(name, 0).daemon().factory());
  }

  /// One picture in line, and where its bytes go.
  private record Task<T>(Callable<T> work, CompletableFuture<T> result) implements Runnable {

    @Override
    public void run() {
      try {
        result.complete(work.call());
      } catch (Throwable e) {
        // Whoever waits gets it, errors included; the thread lives on.
        result.completeExceptionally(e);
      }
    }

    void drop() {
      result.cancel(false);
    }
  }
}
