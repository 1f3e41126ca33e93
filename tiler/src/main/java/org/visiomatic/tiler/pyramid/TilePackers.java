package org.visiomatic.tiler.pyramid;

import java.lang.foreign.Arena;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Native memory and compressors for one tile each, used again and again: as many as threads work
/// at once.
final class TilePackers implements AutoCloseable {

  private final Arena arena = Arena.ofShared();
  private final ConcurrentLinkedDeque<TilePacker> free = new ConcurrentLinkedDeque<>();
  private final Queue<TilePacker> all = new ConcurrentLinkedQueue<>();
  private final Storage storage;
  private final int tileBytes;

  /// @param tileBytes size of the largest tile
  TilePackers(Storage storage, int tileBytes) {
    this.storage = storage;
    this.tileBytes = tileBytes;
  }

  /// One with anything in it; the caller gives it back.
  TilePacker take() {
    TilePacker packer = free.pollFirst();
    if (packer == null) {
      packer = new TilePacker(storage, tileBytes, arena);
      all.add(packer);
    }
    return packer;
  }

  void give(TilePacker packer) {
    free.addFirst(packer);
  }

  /// Frees the memory; nobody may hold one any more.
  @Override
  public void close() {
    all.forEach(TilePacker::close);
    arena.close();
  }
}
