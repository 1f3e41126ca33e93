package org.visiomatic.tiler.pyramid;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Native memory for one tile each, used again and again: as much as threads work at once.
final class TileBuffers implements AutoCloseable {

  private final Arena arena = Arena.ofShared();
  private final ConcurrentLinkedDeque<MemorySegment> free = new ConcurrentLinkedDeque<>();
  private final long bytes;

  TileBuffers(long bytes) {
    this.bytes = bytes;
  }

  /// A buffer with anything in it; the caller gives it back.
  MemorySegment take() {
    MemorySegment buffer = free.pollFirst();
    return buffer == null ? arena.allocate(bytes, Long.BYTES) : buffer;
  }

  void give(MemorySegment buffer) {
    free.addFirst(buffer);
  }

  /// Frees the memory; nobody may hold a buffer any more.
  @Override
  public void close() {
    arena.close();
  }
}
