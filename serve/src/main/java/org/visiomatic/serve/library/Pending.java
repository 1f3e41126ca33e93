package org.visiomatic.serve.library;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/// Something that one thread makes and others wait for.
///
/// @param <T> what it is
final class Pending<T> extends CompletableFuture<T> {

  private final AtomicInteger waiters = new AtomicInteger();

  /// Whether somebody waits for it.
  boolean isAwaited() {
    return waiters.get() > 0;
  }

  /// Waits for it.
  ///
  /// @throws java.util.concurrent.CancellationException when it was dropped
  /// @throws VisitorLeftException when the visitor left meanwhile
  /// @throws CompletionException around what went wrong
  T await() throws InterruptedException {
    if (state() == State.SUCCESS) {
      return resultNow();
    }
    waiters.incrementAndGet();
    try {
      return Visitor.await(this);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } finally {
      waiters.decrementAndGet();
    }
  }
}
