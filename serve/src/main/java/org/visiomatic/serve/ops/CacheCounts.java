package org.visiomatic.serve.ops;

import java.util.concurrent.atomic.LongAdder;

/// What became of look-ups in a memory, and what is in it.
public final class CacheCounts {

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder coalesced = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder entries = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /// Nothing counted yet.
  public CacheCounts() {}

  /// It was there.
  public void hit() {
    hits.increment();
  }

  /// It was not there.
  public void miss() {
    misses.increment();
  }

  /// Another request was making it already.
  public void coalesce() {
    coalesced.increment();
  }

  /// Something came in.
  public void enter(long size) {
    entries.increment();
    bytes.add(size);
  }

  /// Something went out.
  ///
  /// @param evicted whether it had to make room
  public void leave(long size, boolean evicted) {
    entries.decrement();
    bytes.add(-size);
    if (evicted) {
      evictions.increment();
    }
  }

  /// How often something was there.
  public long hits() {
    return hits.sum();
  }

  /// How often something was not there.
  public long misses() {
    return misses.sum();
  }

  /// How often something was being made already.
  public long coalesced() {
    return coalesced.sum();
  }

  /// How often something had to make room.
  public long evictions() {
    return evictions.sum();
  }

  /// How many are in.
  public long entries() {
    return entries.sum();
  }

  /// What they take.
  public long bytes() {
    return bytes.sum();
  }

  void write(Exposition out, String prefix, String what) {
    out.counter(prefix + "_hits_total", what + ": found.", hits());
    out.counter(prefix + "_misses_total", what + ": not found.", misses());
    out.counter(prefix + "_coalesced_total", what + ": being made already.", coalesced());
    out.counter(prefix + "_evictions_total", what + ": dropped to make room.", evictions());
    out.gauge(prefix + "_entries", what + ": how many.", entries());
    out.gauge(prefix + "_bytes", what + ": bytes together.", bytes());
  }
}
