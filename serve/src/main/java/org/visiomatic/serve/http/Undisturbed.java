package org.visiomatic.serve.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Does things on a thread that nobody interrupts.
///
/// A web server takes an interruption at its start for a port that it cannot have, and one at its
/// stop leaves it running.
final class Undisturbed {

  private Undisturbed() {}

  /// Waits until it is done; an interruption of the caller stays set.
  static void run(Runnable work) {
    try {
      CompletableFuture.runAsync(work, Thread.ofPlatform().name("visiomatic-listener")::start)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
