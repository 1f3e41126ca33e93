package org.visiomatic.tiler.build;

import java.util.concurrent.Semaphore;

/// Working memory that builds share. Whoever has waited longest is served first, so that a huge
/// image is not kept waiting by many small ones for ever.
final class MemoryBudget {

  /// Counted in pieces of that many bytes, because a semaphore counts with an `int`.
  private static final long PIECE = 1 << 16;

  private final int pieces;
  private final Semaphore free;

  /// @param bytes that there are to share; one build at a time gets at least a piece
  MemoryBudget(long bytes) {
    pieces = Math.clamp(bytes / PIECE, 1, Integer.MAX_VALUE);
    free = new Semaphore(pieces, true);
  }

  /// Waits for some memory.
  ///
  /// @param bytes how much would be useful; there may be less in the whole budget
  Grant take(long bytes) throws InterruptedException {
    int wanted = Math.clamp((bytes - 1) / PIECE + 1, 1, pieces);
    free.acquire(wanted);
    return new Grant(wanted);
  }

  /// Memory that may be used until closed.
  final class Grant implements AutoCloseable {

    private final int granted;
    private boolean closed;

    private Grant(int granted) {
      this.granted = granted;
    }

    long bytes() {
      return granted * PIECE;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        free.release(granted);
      }
    }
  }
}
