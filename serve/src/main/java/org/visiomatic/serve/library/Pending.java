package org.visiomatic.serve.library;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Something that one thread makes and others wait for.
///
/// @param <T> what it is
final class Pending<T> extends CompletableFuture<T> {

  /// When a waiting thread first looks whether its visitor is still there.
  static final long PATIENCE_MILLIS = 50;

  /// How often it does so in the end; thousands may wait.
  private static final long LONGEST_PATIENCE_MILLIS = 400;

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
      return awaitPatiently();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } finally {
      waiters.decrementAndGet();
    }
  }

  private T awaitPatiently() throws InterruptedException, ExecutionException {
    long patience = PATIENCE_MILLIS;
    while (true) {
      try {
        return get(patience, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        patience = Math.min(2 * patience, LONGEST_PATIENCE_MILLIS);
        if (Visitor.currentHasLeft()) {
          VisitorLeftException left = new VisitorLeftException();
          left.initCause(e);
          throw left;
        }
      }
    }
  }
}
