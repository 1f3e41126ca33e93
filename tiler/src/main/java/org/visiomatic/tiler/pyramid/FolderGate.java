package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The way into a cache folder for all who build or remove pyramids there: many at a time, or
/// nobody while somebody moves the folder.
///
/// Each of them holds a shared lock on the whole folder and has come through a turnstile to it.
/// Whoever closes the gate stops the turnstile first and then waits for those inside, so that a row
/// of builds, each of which begins before the last one ends, cannot keep it open for ever. Who is
/// inside must not enter once more: behind a stopped turnstile that would wait for itself.
final class FolderGate {

  /// Neither can be the name of a pyramid.
  private static final String TURNSTILE = "/turnstile";

  private static final String FOLDER = "/folder";

  private final NamedLocks locks;

  FolderGate(NamedLocks locks) {
    this.locks = locks;
  }

  /// Waits until the gate is open and goes in, until the lock is closed.
  ///
  /// @param patience how long to wait; empty for as long as it takes
  /// @return nothing when the patience is at its end
  Optional<NamedLocks.Held> enter(Optional<Duration> patience)
      throws IOException, InterruptedException {
    return locks.await(this::tryEnter, patience);
  }

  /// Goes in if the gate is open.
  Optional<NamedLocks.Held> tryEnter() throws IOException {
    Optional<NamedLocks.Held> turnstile = locks.tryShare(TURNSTILE);
    if (turnstile.isEmpty()) {
      return Optional.empty();
    }
    try {
      return locks.tryShare(FOLDER);
    } finally {
      turnstile.get().close();
    }
  }

  /// Closes the gate: nobody comes in any more, and all have left when this returns.
  Closed close() throws IOException, InterruptedException {
    NamedLocks.Held turnstile = locks.acquire(TURNSTILE, Optional.empty()).orElseThrow();
    Optional<NamedLocks.Held> folder = Optional.empty();
    try {
      folder = locks.acquire(FOLDER, Optional.empty());
      return new Closed(turnstile, folder.orElseThrow());
    } finally {
      if (folder.isEmpty()) {
        turnstile.close();
      }
    }
  }

  /// A closed gate; closing this opens it.
  record Closed(NamedLocks.Held turnstile, NamedLocks.Held folder) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      try (turnstile) {
        folder.close();
      }
    }
  }
}
