package org.visiomatic.serve.ops;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// What a server did of late: the latest 4096 requests and events, in memory.
///
/// Entries stand in a ring, and each new one takes the place of the oldest. Who adds one knows
/// nothing of those who read, so that no reader can hold up a request or make the server keep more:
/// one who is too slow finds newer entries where he left off, and is told how many he has missed.
/// Safe for use by many threads; adding locks nothing.
public final class Journal {

  /// How many entries there are at most.
  public static final int ROOM = 4096;

  private final AtomicReferenceArray<@Nullable Numbered> ring = new AtomicReferenceArray<>(ROOM);
  private final AtomicLong next = new AtomicLong();
  private volatile boolean closed;

  Journal() {}

  /// @param number counts from 0 since the start, so that a reader knows a newer entry from his own
  private record Numbered(long number, Entry entry) {}

  /// Adds something that has just happened.
  public void add(Entry entry) {
    long number = next.getAndIncrement();
    // Whoever was held up for a whole round must not cover what is newer.
    ring.accumulateAndGet(
        place(number),
        new Numbered(number, entry),
        (there, own) -> there != null && there.number() > own.number() ? there : own);
  }

  /// Adds an event that happens now.
  ///
  /// @param level `error`, `warning` or `info`
  public void tell(String level, String message) {
    add(new Entry.Event(System.currentTimeMillis(), level, message));
  }

  /// Says that nothing more will happen, so that those who follow may go.
  public void close() {
    closed = true;
  }

  /// Whether nothing more will happen.
  public boolean isClosed() {
    return closed;
  }

  /// Reads from the oldest entry on.
  public Reader read() {
    return new Reader(Math.max(0, next.get() - ROOM));
  }

  private static int place(long number) {
    return (int) (number % ROOM);
  }

  /// One who reads entries in their order. For use by one thread.
  public final class Reader {

    private long position;
    private long missed;

    private Reader(long position) {
      this.position = position;
    }

    /// The next entry; empty when there is none yet.
    public Optional<Entry> next() {
      while (position < next.get()) {
        skipWhatIsGone();
        Numbered found = ring.get(place(position));
        if (found == null || found.number() < position) {
          // Whoever took this place is about to fill it.
          return Optional.empty();
        }
        boolean mine = found.number() == position;
        position++;
        if (mine) {
          return Optional.of(found.entry());
        }
        missed++;
      }
      return Optional.empty();
    }

    private void skipWhatIsGone() {
      long oldest = next.get() - ROOM;
      if (position < oldest) {
        missed += oldest - position;
        position = oldest;
      }
    }

    /// How many entries were gone before they could be read, since this was asked last.
    public long takeMissed() {
      long count = missed;
      missed = 0;
      return count;
    }
  }
}
