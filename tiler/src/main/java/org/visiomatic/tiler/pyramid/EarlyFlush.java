package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sends what has been written to the disk while more is being written, so that the flush at the
/// end finds little left to do. One file at a time, the one with most to send, in a thread of its
/// own that mostly waits.
final class EarlyFlush implements Runnable, AutoCloseable {

  /// Enough for the disk to write large pieces.
  private static final long STEP = 32L << 20;

  private final Flush flush;
  private final AtomicLong written = new AtomicLong();

  /// Bytes of each file that were written since it was last sent.
  private final Map<Path, Long> unsent = new ConcurrentHashMap<>();

  private final Semaphore idle = new Semaphore(1);
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  EarlyFlush(Flush flush) {
    this.flush = flush;
  }

  /// Some bytes of a file have been written.
  void wrote(Path file, long bytes) {
    unsent.merge(file, bytes, Long::sum);
    if (written.addAndGet(bytes) >= STEP && idle.tryAcquire()) {
      written.set(0);
      Thread.ofPlatform().daemon().name("flush").start(this);
    }
  }

  /// Sends the file with most to send.
  @Override
  public void run() {
    try {
      Path next = null;
      long most = 0;
      for (Map.Entry<Path, Long> file : unsent.entrySet()) {
        if (file.getValue() > most) {
          next = file.getKey();
          most = file.getValue();
        }
      }
      if (next != null) {
        unsent.remove(next);
        flush.force(next);
      }
    } catch (IOException e) {
      // The system tells a failure once; a later flush of the same file would succeed.
      failure.compareAndSet(null, e);
    } finally {
      idle.release();
    }
  }

  /// Waits for a flush under way.
  ///
  /// @throws IOException when one of them failed
  @Override
  public void close() throws IOException {
    idle.acquireUninterruptibly();
    idle.release();
    IOException problem = failure.getAndSet(null);
    if (problem != null) {
      throw problem;
    }
  }

  /// Brings a file to the disk.
  @FunctionalInterface
  interface Flush {
    void force(Path file) throws IOException;
  }
}
