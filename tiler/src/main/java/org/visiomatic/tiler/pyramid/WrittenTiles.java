package org.visiomatic.tiler.pyramid;

/// What is known of the tiles of one shard while it is written. Safe for use by many threads.
final class WrittenTiles {

  private static final byte MISSING = 0;
  private static final byte BEGUN = 1;
  private static final byte EMPTY = 2;
  private static final byte STORED = 3;

  private final byte[] states;
  private final int[] checks;
  private int done;

  WrittenTiles(int slots) {
    states = new byte[slots];
    checks = new int[slots];
  }

  /// Takes a tile in hand.
  ///
  /// @throws IllegalStateException when it was written before: the bytes would depend on who comes
  ///   last
  synchronized void begin(int slot, TileKey key) {
    if (states[slot] != MISSING) {
      throw new IllegalStateException("The %s was written twice.".formatted(key));
    }
    states[slot] = BEGUN;
  }

  /// The tile has no value and takes no room.
  ///
  /// @return whether it was the last one of the shard
  synchronized boolean empty(int slot) {
    states[slot] = EMPTY;
    return ++done == states.length;
  }

  /// The tile is in its place.
  ///
  /// @param check CRC-32C of its pixels
  /// @return whether it was the last one of the shard
  synchronized boolean stored(int slot, int check) {
    states[slot] = STORED;
    checks[slot] = check;
    return ++done == states.length;
  }

  synchronized boolean isStored(int slot) {
    return states[slot] == STORED;
  }

  /// CRC-32C of the pixels of a tile; 0 when it is not stored.
  synchronized int check(int slot) {
    return checks[slot];
  }

  /// Whether there is any tile that takes room.
  synchronized boolean anyStored() {
    for (byte state : states) {
      if (state == STORED) {
        return true;
      }
    }
    return false;
  }

  /// The first tile that is not stored, or −1.
  synchronized int firstUnstored() {
    for (int slot = 0; slot < states.length; slot++) {
      if (states[slot] != STORED) {
        return slot;
      }
    }
    return -1;
  }

  int slots() {
    return states.length;
  }
}
