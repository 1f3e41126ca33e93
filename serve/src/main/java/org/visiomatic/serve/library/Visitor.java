package org.visiomatic.serve.library;

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
}
