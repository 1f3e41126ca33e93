package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Locks with names, exclusive among all threads of all processes that use the same file. The
/// system frees the locks of a process that dies.
///
/// The file stays empty: a name is one byte of it, far behind its end, chosen by hash. One file for
/// all names because a lock file of one name could never be removed safely: someone may be waiting
/// for a lock on the old file while a third one takes the lock on a new file of that name. One open
/// channel per process because POSIX systems drop all locks that a process has on a file as soon as
/// it closes any of its channels on it. Waiting is by polling because the kernel takes waits of
/// several threads of two processes for one another as a deadlock and fails them.
final class NamedLocks {

  private static final Map<Path, NamedLocks> ALL = new ConcurrentHashMap<>();

  private static final long SHORTEST_PAUSE = 2;
  private static final long LONGEST_PAUSE = 100;

  private final Path file;
  private final Set<String> taken = new HashSet<>();
  private @Nullable FileChannel channel;

  private NamedLocks(Path file) {
    this.file = file;
  }

  /// The locks of a file, the same object for all who ask in this process.
  ///
  /// @param file real path of the file, which need not exist
  static NamedLocks in(Path file) {
    return ALL.computeIfAbsent(file, NamedLocks::new);
  }

  /// Waits for a lock.
  Held acquire(String name) throws IOException, InterruptedException {
    long pause = SHORTEST_PAUSE;
    while (true) {
      waitForThreads(name);
      Optional<Held> held = tryAcquire(name);
      if (held.isPresent()) {
        return held.get();
      }
      Thread.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  /// Waits until no thread of this process has the lock.
  private synchronized void waitForThreads(String name) throws InterruptedException {
    while (taken.contains(name)) {
      wait();
    }
  }

  /// Takes a lock if nobody has it.
  synchronized Optional<Held> tryAcquire(String name) throws IOException {
    if (!taken.add(name)) {
      return Optional.empty();
    }
    FileLock lock = null;
    try {
      if (channel == null) {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      }
      lock = channel.tryLock(place(name), 1, false);
    } catch (IOException e) {
      throw new IOException(
          "The lock file %s cannot be used: %s. The cache folder must be on a file system with file locks."
              .formatted(file, e.getMessage()),
          e);
    } finally {
      if (lock == null) {
        forget(name);
      }
    }
    return Optional.ofNullable(lock).map(taken -> new Held(this, name, taken));
  }

  /// Does something under a lock if nobody has it.
  ///
  /// @return whether it was done
  boolean tryRun(String name, Action action) throws IOException {
    Optional<Held> held = tryAcquire(name);
    if (held.isEmpty()) {
      return false;
    }
    try {
      action.run();
    } finally {
      held.get().close();
    }
    return true;
  }

  private synchronized void release(String name, FileLock lock) throws IOException {
    try {
      lock.release();
    } finally {
      forget(name);
    }
  }

  private synchronized void forget(String name) throws IOException {
    taken.remove(name);
    notifyAll();
    if (taken.isEmpty() && channel != null) {
      FileChannel unused = channel;
      channel = null;
      unused.close();
    }
  }

  /// Which byte of the file stands for a name: 61 bits of its hash.
  private static long place(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong() >>> 3;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /// What is done under a lock.
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /// A lock that is held until closed, by whichever thread.
  static final class Held implements AutoCloseable {

    private final NamedLocks locks;
    private final String name;
    private @Nullable FileLock lock;

    private Held(NamedLocks locks, String name, FileLock lock) {
      this.locks = locks;
      this.name = name;
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      FileLock held;
      synchronized (this) {
        held = lock;
        lock = null;
      }
      if (held != null) {
        locks.release(name, held);
      }
    }
  }
}
