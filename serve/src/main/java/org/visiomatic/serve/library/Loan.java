package org.visiomatic.serve.library;

import java.util.concurrent.atomic.AtomicBoolean;

/// An image that stays open until the loan is closed.
public final class Loan implements AutoCloseable {

  private final SharedImage shared;
  private final AtomicBoolean returned = new AtomicBoolean();

  Loan(SharedImage shared) {
    this.shared = shared;
  }

  /// The image.
  public ServedImage image() {
    return shared.image();
  }

  @Override
  public void close() {
    if (returned.compareAndSet(false, true)) {
      shared.giveBack();
    }
  }
}
