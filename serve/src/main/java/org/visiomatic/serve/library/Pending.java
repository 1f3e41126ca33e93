package org.visiomatic.serve.library;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Something that is being made, and how many wait for it. When the last of them leaves before it
/// was begun, it is not made at all.
///
/// @param <T> what it is
public final class Pending<T> extends CompletableFuture<T> {

  /// When a waiting thread first looks whether its visitor is still there.
  static final long PATIENCE_MILLIS = 50;

  /// How often it does so in the end; thousands may wait.
  private static final long LONGEST_PATIENCE_MILLIS = 400;

  private final AtomicInteger waiters = new AtomicInteger();
  private volatile boolean begun;

  /// Work on it begins.
  ///
  /// @return false when nobody wants it any more
  boolean begin() {
    begun = true;
    return !isDone();
  }

  /// Waits for it.
  ///
  /// @throws BusyException when it was dropped because the pool was closed
  /// @throws VisitorLeftException when the visitor left meanwhile
  /// @throws CompletionException around what went wrong
  public T await() throws InterruptedException {
    if (state() == State.SUCCESS) {
      return resultNow();
    }
    waiters.incrementAndGet();
    boolean stays = false;
    try {
      T value = awaitPatiently();
      stays = true;
      return value;
    } catch (CancellationException e) {
      throw new BusyException(Duration.ZERO);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } finally {
      if (waiters.decrementAndGet() == 0 && !stays && !begun) {
        cancel(false);
      }
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
