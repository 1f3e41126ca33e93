package org.visiomatic.serve.library;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;

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

  private static final Duration ENDING = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  private final RenderLine tiles;
  private final RenderLine large;

  private final Telemetry telemetry;

  /// @param threads threads for tiles
  public RenderPool(int threads, Telemetry telemetry) {
    this(threads, threads * LINE_PER_THREAD, telemetry);
  }

  RenderPool(int threads, int line, Telemetry telemetry) {
    this.telemetry = telemetry;
    tiles = new RenderLine("visiomatic-render-", threads, line);
    large = new RenderLine("visiomatic-region-", 1, LARGE_LINE);
  }

  /// Runs a task on one of the threads.
  ///
  /// @param pixels how many pixels the task works on
  /// @throws BusyException when the line is full, within microseconds
  public <T> Pending<T> submit(long pixels, Callable<T> task) {
    RenderLine line = pixels >= LARGE_PIXELS ? large : tiles;
    Task<T> waiting = new Task<>(task, new Pending<>(), line, telemetry);
    if (!line.enter(waiting)) {
      telemetry.refused(line.isClosed() ? Refusal.STOPPING : Refusal.RENDER_QUEUE);
      throw new BusyException(line.work());
    }
    return waiting.result();
  }

  /// Pictures that wait in line.
  public int waiting() {
    return tiles.waiting() + large.waiting();
  }

  /// Pictures that are being made.
  public int working() {
    return tiles.working() + large.working();
  }

  /// Threads for tiles.
  public int threads() {
    return tiles.threads();
  }

  /// Drops what waits in line and waits a while for what has begun, which reads images that are to
  /// be closed.
  @Override
  public void close() {
    for (RenderLine line : List.of(tiles, large)) {
      for (Runnable waiting : line.close()) {
        ((Task<?>) waiting).drop();
      }
    }
    try {
      for (RenderLine line : List.of(tiles, large)) {
        if (!line.awaitEnd(ENDING)) {
          LOG.log(Level.WARNING, "A picture was not finished in time while the server stopped.");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One picture in line, and where its bytes go.
  private record Task<T>(
      Callable<T> work, Pending<T> result, RenderLine line, Telemetry telemetry)
      implements Runnable {

    @Override
    public void run() {
      long start = System.nanoTime();
      if (!result.begin()) {
        telemetry.refused(Refusal.ABANDONED);
        return;
      }
      try {
        T made = work.call();
        line.took(System.nanoTime() - start);
        result.complete(made);
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
