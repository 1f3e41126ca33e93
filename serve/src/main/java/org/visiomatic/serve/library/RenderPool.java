package org.visiomatic.serve.library;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.visiomatic.serve.ops.Refusal;
import org.visiomatic.serve.ops.Telemetry;

/// How much is rendered and encoded at the same time. Whoever asks for a tile makes it on the
/// thread that asks, when a place is free; a full line means [BusyException].
///
/// Large pictures have a place and a line of their own: tiles do not wait for them, and never more
/// than one is in memory. They also have a thread of their own, as a virtual one would keep its
/// carrier from others for seconds.
public final class RenderPool implements AutoCloseable {

  /// From how many pixels on a picture is large.
  static final long LARGE_PIXELS = 4L << 20;

  /// How many may wait per place.
  private static final int LINE_PER_PLACE = 256;

  private static final int LARGE_PLACES = 1;
  private static final int LARGE_LINE = 8;

  private static final Duration ENDING = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger("org.visiomatic.serve");

  private final RenderLine tiles;
  private final RenderLine large;

  private final Telemetry telemetry;

  /// @param places how many tiles are made at the same time
  public RenderPool(int places, Telemetry telemetry) {
    this(places, places * LINE_PER_PLACE, telemetry);
  }

  RenderPool(int places, int line, Telemetry telemetry) {
    this.telemetry = telemetry;
    tiles = new RenderLine(places, line);
    large = new RenderLine(LARGE_PLACES, LARGE_LINE);
  }

  /// Does work when there is a place for it.
  ///
  /// @param pixels how many pixels it works on
  /// @throws BusyException when the line is full, within microseconds
  /// @throws VisitorLeftException when the visitor left before it was begun
  /// @throws java.util.concurrent.CompletionException around what went wrong
  public <T> T work(long pixels, Callable<T> work) throws InterruptedException {
    Pending<T> result = new Pending<>();
    work(pixels, work, result);
    return result.await();
  }

  /// Does work for which others may wait as well.
  ///
  /// @param result gets what comes out of it, if only a problem; dropped when it was not begun
  <T> void work(long pixels, Callable<T> work, Pending<T> result) throws InterruptedException {
    RenderLine line = line(pixels);
    enter(line, result);
    long start = System.nanoTime();
    try {
      if (line == large) {
        completeOnThreadOfItsOwn(result, work);
      } else {
        complete(result, work);
      }
    } finally {
      line.leave(System.nanoTime() - start);
    }
  }

  /// Sends a visitor away before anything was done for a picture that could not even wait.
  ///
  /// @param pixels how many pixels it has
  /// @throws BusyException when the line is full
  void demandRoom(long pixels) {
    RenderLine line = line(pixels);
    try {
      line.demandRoom();
    } catch (BusyException e) {
      count(line);
      throw e;
    }
  }

  private RenderLine line(long pixels) {
    return pixels >= LARGE_PIXELS ? large : tiles;
  }

  private static <T> void complete(Pending<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Throwable e) {
      // Whoever waits gets it, errors included.
      result.completeExceptionally(e);
    }
  }

  private static <T> void completeOnThreadOfItsOwn(Pending<T> result, Callable<T> work) {
    Thread thread =
        Thread.ofPlatform().name("visiomatic-region").daemon().start(() -> complete(result, work));
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // The image is lent to the calling thread: it must not be given back before.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void enter(RenderLine line, Pending<?> result) throws InterruptedException {
    boolean entered = false;
    try {
      line.enter(() -> !Visitor.currentHasLeft() || result.isAwaited());
      entered = true;
    } catch (BusyException e) {
      count(line);
      throw e;
    } catch (VisitorLeftException e) {
      telemetry.refused(Refusal.ABANDONED);
      throw e;
    } finally {
      if (!entered) {
        result.cancel(false);
      }
    }
  }

  private void count(RenderLine line) {
    telemetry.refused(line.isClosed() ? Refusal.STOPPING : Refusal.RENDER_QUEUE);
  }

  /// Pictures that wait in line.
  public int waiting() {
    return tiles.waiting() + large.waiting();
  }

  /// Pictures that are being made.
  public int working() {
    return tiles.working() + large.working();
  }

  /// How many tiles are made at the same time.
  public int places() {
    return tiles.places();
  }

  /// Sends away who waits in line and waits a while for what has begun, which reads images that are
  /// to be closed.
  @Override
  public void close() {
    List<RenderLine> lines = List.of(tiles, large);
    lines.forEach(RenderLine::close);
    try {
      for (RenderLine line : lines) {
        if (!line.awaitEnd(ENDING)) {
          LOG.log(Level.WARNING, "A picture was not finished in time while the server stopped.");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
