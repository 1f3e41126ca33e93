package org.visiomatic.tiler.batch;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Some threads that work through a numbered list together, and can be interrupted together.
final class Crew {

  private final Set<Thread> working = new HashSet<>();
  private boolean stopped;

  /// Does every step once, several at a time, and waits for the end. Steps do not throw.
  ///
  /// @param name of the threads
  /// @param threads how many at most
  /// @param count of steps
  void run(String name, int threads, int count, IntConsumer step) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Thread[] members = new Thread[Math.min(threads, count)];
    for (int i = 0; i < members.length; i++) {
      members[i] =
          Thread.ofPlatform().daemon().name(name + "-", i + 1).start(() -> work(next, count, step));
    }
    for (Thread member : members) {
      member.join();
    }
  }

  private void work(AtomicInteger next, int count, IntConsumer step) {
    begin();
    try {
      for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
        step.accept(index);
      }
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    working.add(Thread.currentThread());
    if (stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void end() {
    working.remove(Thread.currentThread());
  }

  /// Interrupts all who work now or will.
  synchronized void interrupt() {
    stopped = true;
    working.forEach(Thread::interrupt);
  }
}
