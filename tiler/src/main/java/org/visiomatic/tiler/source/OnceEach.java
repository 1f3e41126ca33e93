package org.visiomatic.tiler.source;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;

/// Parts of a whole that are made when they are first needed, each by the thread that needs it;
/// other threads make other parts meanwhile. Costs one bit per part.
public final class OnceEach {

  private static final int LOCKS = 64;

  /// One bit per part, set when it is made.
  private final AtomicIntegerArray done;

  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

  /// @param parts how many there are
  public OnceEach(long parts) {
    done = new AtomicIntegerArray((int) (parts / Integer.SIZE + 1));
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /// The making of one part.
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /// Makes a part unless it is made. A part whose making fails is tried again the next time.
  public void ensure(long part, Work work) throws IOException {
    int word = (int) (part / Integer.SIZE);
    int bit = 1 << part % Integer.SIZE;
    if ((done.get(word) & bit) != 0) {
      return;
    }
    ReentrantLock lock = locks[(int) (part % LOCKS)];
    lock.lock();
    try {
      if ((done.get(word) & bit) == 0) {
        work.run();
        done.accumulateAndGet(word, bit, (bits, one) -> bits | one);
      }
    } finally {
      lock.unlock();
    }
  }
}
