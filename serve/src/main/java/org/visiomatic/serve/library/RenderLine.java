package org.visiomatic.serve.library;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Some places to work at, those who wait in line for one, and how long work takes of late.
///
/// Whoever gets a place works there on the thread that came: handing a tile to another thread, and
/// being woken by it, would cost a fifth of the tile. Places go to those in line in the order in
/// which they came, and nobody passes them by. Safe for use by many threads.
final class RenderLine {

  /// When somebody in line first looks whether the work is still wanted, and how often all in line
  /// are told to see whether it is time for that.
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /// How often they look in the end; hundreds may wait.
  private static final long LONGEST_PATIENCE_NANOS = 8 * PATIENCE_NANOS;

  private final int places;
  private final int length;
  private final RecentMean taken = new RecentMean();
  private final Appointments appointments = new Appointments(System::nanoTime);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition emptied = lock.newCondition();
  private final ArrayDeque<Waiting> line = new ArrayDeque<>();
  private int free;
  private boolean closed;
  private boolean watched;

  /// @param places how many may work at the same time
  /// @param length how many may wait
  RenderLine(int places, int length) {
    this.places = places;
    this.length = length;
    this.free = places;
  }

  /// Takes a place, after waiting in line when there is none. Whoever has a place must [#leave] it.
  ///
  /// @param wanted whether the work is still wanted; asked now and then by the thread that waits
  /// @throws BusyException when the line is full, within microseconds, or closed
  /// @throws VisitorLeftException when the work was no longer wanted
  void enter(BooleanSupplier wanted) throws InterruptedException {
    Waiting waiting = takePlaceOrQueue();
    if (waiting == null) {
      return;
    }
    long patience = PATIENCE_NANOS;
    long nextLook = System.nanoTime() + patience;
    while (waiting.turn == Turn.LATER) {
      // Not for a limited time: that would wake the timer of the virtual machine for every tile.
      LockSupport.park(this);
      if (Thread.interrupted()) {
        giveUp(waiting);
        throw new InterruptedException();
      }
      if (waiting.turn == Turn.LATER && System.nanoTime() - nextLook >= 0) {
        if (!wanted.getAsBoolean()) {
          giveUp(waiting);
          throw new VisitorLeftException();
        }
        patience = Math.min(2 * patience, LONGEST_PATIENCE_NANOS);
        nextLook = System.nanoTime() + patience;
      }
    }
    if (waiting.turn == Turn.NEVER) {
      throw new BusyException(Duration.ZERO);
    }
  }

  /// Gives a place back, to the first in line if there is one.
  ///
  /// @param nanos how long the work took
  void leave(long nanos) {
    taken.add(nanos);
    passOn();
  }

  int waiting() {
    lock.lock();
    try {
      return line.size();
    } finally {
      lock.unlock();
    }
  }

  int working() {
    lock.lock();
    try {
      return places - free;
    } finally {
      lock.unlock();
    }
  }

  int places() {
    return places;
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Lets nobody in any more and sends away those in line.
  void close() {
    lock.lock();
    try {
      closed = true;
      line.forEach(waiting -> waiting.call(Turn.NEVER));
      line.clear();
    } finally {
      lock.unlock();
    }
  }

  /// Lets those through who may try to [#enter], and sends the others away before they cost
  /// anything.
  ///
  /// @throws BusyException when the line is full or closed
  void demandRoom() {
    lock.lock();
    try {
      if (isShut()) {
        throw refusal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until nobody works.
  ///
  /// @return whether that was so in time
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (free < places && nanos > 0) {
        nanos = emptied.awaitNanos(nanos);
      }
      return free == places;
    } finally {
      lock.unlock();
    }
  }

  /// Returns nothing when a place was taken.
  private @Nullable Waiting takePlaceOrQueue() {
    lock.lock();
    try {
      if (isShut()) {
        throw refusal();
      }
      if (free > 0) {
        free--;
        return null;
      }
      Waiting waiting = new Waiting();
      line.add(waiting);
      if (!watched) {
        watched = true;
        Thread.ofVirtual().name("visiomatic-line").start(this::watch);
      }
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /// Whether whoever comes now is sent away.
  private boolean isShut() {
    return closed || (free == 0 && line.size() == length);
  }

  private BusyException refusal() {
    return new BusyException(
        closed
            ? Duration.ZERO
            : appointments.next(taken.of(line.size(), places), taken.of(1, places)));
  }

  /// Wakes all in line now and then, until there is none.
  private void watch() {
    do {
      LockSupport.parkNanos(PATIENCE_NANOS);
    } while (wakeAll());
  }

  private boolean wakeAll() {
    lock.lock();
    try {
      line.forEach(waiting -> LockSupport.unpark(waiting.thread));
      watched = !line.isEmpty();
      return watched;
    } finally {
      lock.unlock();
    }
  }

  private void passOn() {
    lock.lock();
    try {
      Waiting next = line.poll();
      if (next != null) {
        next.call(Turn.NOW);
        return;
      }
      free++;
      if (free == places) {
        emptied.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Leaves the line, or the place that was given at the same moment.
  private void giveUp(Waiting waiting) {
    lock.lock();
    try {
      if (!line.remove(waiting) && waiting.turn == Turn.NOW) {
        passOn();
      }
    } finally {
      lock.unlock();
    }
  }

  private enum Turn {
    LATER,
    NOW,
    /// The line was closed.
    NEVER
  }

  /// A thread in line.
  private static final class Waiting {
    private final Thread thread = Thread.currentThread();
    private volatile Turn turn = Turn.LATER;

    void call(Turn newTurn) {
      turn = newTurn;
      LockSupport.unpark(thread);
    }
  }
}
