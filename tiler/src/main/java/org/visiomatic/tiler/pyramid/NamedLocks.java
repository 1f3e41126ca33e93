package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Locks with names, exclusive or shared among all threads of all processes that use the same file.
/// The system frees the locks of a process that dies.
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
  private final Map<String, SystemLock> held = new HashMap<>();
  private @Nullable OpenFile opened;

  private NamedLocks(Path file) {
    this.file = file;
  }

  /// The locks of a file, the same object for all who ask in this process.
  ///
  /// @param file real path of the file, which need not exist
  static NamedLocks in(Path file) {
    return ALL.computeIfAbsent(file, NamedLocks::new);
  }

  /// Waits for an exclusive lock.
  ///
  /// @param patience how long; empty for as long as it takes
  /// @return nothing when the patience is at its end
  Optional<Held> acquire(String name, Optional<Duration> patience)
      throws IOException, InterruptedException {
    return await(() -> tryAcquire(name), patience);
  }

  /// Tries to get locks of this file again and again.
  ///
  /// @param patience how long; empty for as long as it takes
  /// @return nothing when the patience is at its end
  <T> Optional<T> await(Attempt<T> attempt, Optional<Duration> patience)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long pause = SHORTEST_PAUSE;
    while (true) {
      Optional<T> lock = attempt.run();
      if (lock.isPresent()) {
        return lock;
      }
      if (patience.isPresent() && System.nanoTime() - start >= patience.get().toNanos()) {
        return Optional.empty();
      }
      pause(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  /// Waits a while, less when a thread of this process frees a lock.
  @SuppressWarnings("WaitNotInLoop") // the caller looks again in any case
  private synchronized void pause(long millis) throws InterruptedException {
    wait(millis);
  }

  /// Takes an exclusive lock if nobody has one of that name.
  Optional<Held> tryAcquire(String name) throws IOException {
    return tryLock(name, false);
  }

  /// Takes a lock that others may share, if nobody has an exclusive one of that name.
  Optional<Held> tryShare(String name) throws IOException {
    return tryLock(name, true);
  }

  private synchronized Optional<Held> tryLock(String name, boolean shared) throws IOException {
    SystemLock lock = held.get(name);
    if (lock != null && !(shared && lock.isShared())) {
      return Optional.empty();
    }
    if (lock == null || !lock.file.equals(current())) {
      lock = lockCurrent(name, shared);
      if (lock == null) {
        return Optional.empty();
      }
      held.put(name, lock);
    }
    lock.holders++;
    return Optional.of(new Held(this, name, lock));
  }

  /// A lock on the file that has the name when it is taken: while we took one, somebody may have
  /// put another file there, which is the one that others lock.
  private @Nullable SystemLock lockCurrent(String name, boolean shared) throws IOException {
    while (true) {
      SystemLock lock = lockFile(name, shared);
      if (lock == null || Objects.equals(lock.file.key, keyOfFile())) {
        return lock;
      }
      lock.lock.release();
      leave(lock.file);
    }
  }

  private @Nullable SystemLock lockFile(String name, boolean shared) throws IOException {
    try {
      OpenFile current = current();
      current.locks++;
      FileLock lock = null;
      try {
        lock = current.channel.tryLock(place(name), 1, shared);
        return lock == null ? null : new SystemLock(current, lock);
      } finally {
        if (lock == null) {
          leave(current);
        }
      }
    } catch (OverlappingFileLockException e) {
      // Taken by this process, through another name of the file.
      return null;
    } catch (IOException e) {
      throw new IOException(
          "The lock file %s cannot be used: %s. The cache folder must be on a file system with file locks."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// The file that has the name now. When somebody has removed the one that had it before, others
  /// lock the new one; what is held on the old one stays so in this process only.
  private OpenFile current() throws IOException {
    OpenFile current = opened;
    if (current == null || !Objects.equals(current.key, keyOfFile())) {
      current = open();
      opened = current;
    }
    return current;
  }

  private OpenFile open() throws IOException {
    while (true) {
      Object before = keyOfFile();
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Object key = keyOfFile();
      if (before == null || before.equals(key)) {
        return new OpenFile(channel, key);
      }
      // Replaced meanwhile: which of both was opened is not known.
      channel.close();
    }
  }

  /// What tells the file from all others; null where there is none, or the system does not say.
  private @Nullable Object keyOfFile() throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// Does something under an exclusive lock if nobody has one of that name.
  ///
  /// @return whether it was done
  boolean tryRun(String name, Action action) throws IOException {
    Optional<Held> lock = tryAcquire(name);
    if (lock.isEmpty()) {
      return false;
    }
    try {
      action.run();
    } finally {
      lock.get().close();
    }
    return true;
  }

  private synchronized void release(String name, SystemLock lock) throws IOException {
    if (--lock.holders > 0) {
      return;
    }
    held.remove(name, lock);
    try {
      lock.lock.release();
    } finally {
      leave(lock.file);
      notifyAll();
    }
  }

  private void leave(OpenFile left) throws IOException {
    if (--left.locks == 0) {
      if (left.equals(opened)) {
        opened = null;
      }
      left.channel.close();
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

  /// A try to get locks.
  @FunctionalInterface
  interface Attempt<T> {
    Optional<T> run() throws IOException;
  }

  /// What is done under a lock.
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /// What the system has locked for this process, and how many here share it.
  private static final class SystemLock {

    private final OpenFile file;
    private final FileLock lock;
    private int holders;

    private SystemLock(OpenFile file, FileLock lock) {
      this.file = file;
      this.lock = lock;
    }

    private boolean isShared() {
      return lock.isShared();
    }
  }

  /// The file, and how many locks there are on it.
  private static final class OpenFile {

    private final FileChannel channel;
    private final @Nullable Object key;
    private int locks;

    private OpenFile(FileChannel channel, @Nullable Object key) {
      this.channel = channel;
      this.key = key;
    }
  }

  /// A lock that is held until closed, by whichever thread.
  static final class Held implements AutoCloseable {

    private final NamedLocks locks;
    private final String name;
    private final SystemLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Held(NamedLocks locks, String name, SystemLock lock) {
      this.locks = locks;
      this.name = name;
      this.lock = lock;
    }

    @Override
    public void close() throws IOException {
      if (!closed.getAndSet(true)) {
        locks.release(name, lock);
      }
    }
  }
}
