package org.visiomatic.serve.library;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Somebody who waits for an answer, and who may lose patience.
///
/// Bound to the thread that answers, so that whatever makes that thread wait can ask.
@FunctionalInterface
public interface Visitor {

  /// Who is being answered by the current thread.
  ScopedValue<Visitor> CURRENT = ScopedValue.newInstance();

  /// Whether nobody would take the answer any more. Asked a few times a second while the visitor
  /// waits, by the thread that answers.
  boolean hasLeft();

  /// Whether the visitor of the current thread has left; not so where nobody is known.
  static boolean currentHasLeft() {
    return CURRENT.isBound() && CURRENT.get().hasLeft();
  }

  /// Waits for something as long as the visitor of the current thread is there.
  ///
  /// @throws VisitorLeftException when the visitor left meanwhile
  static <T> T await(Future<T> awaited) throws InterruptedException, ExecutionException {
    long patience = 50;
    while (true) {
      try {
        return awaited.get(patience, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Looking costs a call of the system, and thousands may wait.
        patience = Math.min(2 * patience, 400);
        if (currentHasLeft()) {
          VisitorLeftException left = new VisitorLeftException();
          left.initCause(e);
          throw left;
        }
      }
    }
  }
}
