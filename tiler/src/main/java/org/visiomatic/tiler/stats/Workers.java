package org.visiomatic.tiler.stats;

import java.io.IOException;

/// Threads that share the steps of a loop.
public interface Workers {

  /// The calling thread and no other.
  Workers ALONE =
      (count, step) -> {
        for (long index = 0; index < count; index++) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          step.run(index);
        }
      };

  /// Runs steps 0 to `count` − 1, each once, begun in that order, several at the same time; returns
  /// when all have ended. After a failure or an interruption no further step begins, and those
  /// under way have ended before this method does.
  ///
  /// @throws IOException what a step threw; so are unchecked exceptions
  /// @throws InterruptedException when the calling thread was interrupted
  void run(long count, Step step) throws IOException, InterruptedException;

  /// One turn of the loop.
  @FunctionalInterface
  interface Step {

    /// @param index number of the turn, from 0
    void run(long index) throws IOException, InterruptedException;
  }
}
