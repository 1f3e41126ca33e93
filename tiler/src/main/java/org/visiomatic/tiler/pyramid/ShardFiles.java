package org.visiomatic.tiler.pyramid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of shards being written: opened when first used, closed when too many others have been
/// used since. Safe for use by many threads.
final class ShardFiles implements AutoCloseable {

  /// How many files stay open, unless more threads than that write at once.
  private static final int MAXIMUM_OPEN = 64;

  private final EarlyFlush early = new EarlyFlush(this::forceIfOpen);
  private final Map<Path, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /// Writes all of `bytes` at `position`.
  void write(Path file, ByteBuffer bytes, long position) throws IOException {
    int length = bytes.remaining();
    writeForNow(file, bytes, position);
    early.wrote(file, length);
  }

  /// As [#write], in a file that need never reach the disk.
  void writeForNow(Path file, ByteBuffer bytes, long position) throws IOException {
    Entry entry = acquire(file);
    try {
      for (long at = position; bytes.hasRemaining(); ) {
        at += entry.channel.write(bytes, at);
      }
    } finally {
      release(entry);
    }
  }

  /// Copies bytes from one file to another. Only one thread at a time may copy to a file.
  void copy(Path from, long position, long count, Path to, long target) throws IOException {
    Entry source = acquire(from);
    try {
      Entry entry = acquire(to);
      try {
        entry.channel.position(target);
        for (long done = 0; done < count; ) {
          long now = source.channel.transferTo(position + done, count - done, entry.channel);
          if (now == 0) {
            throw endsEarly(from, position + done);
          }
          done += now;
        }
      } finally {
        release(entry);
      }
    } finally {
      release(source);
    }
    early.wrote(to, count);
  }

  /// Removes a file that nobody uses any more.
  void delete(Path file) throws IOException {
    Entry entry;
    synchronized (this) {
      entry = entries.remove(file);
    }
    if (entry != null) {
      entry.channel.close();
    }
    Files.deleteIfExists(file);
  }

  private static IOException endsEarly(Path file, long at) {
    return new IOException(
        "The file %s ends at byte %d, before the tile that was written there.".formatted(file, at));
  }

  /// Fills `bytes` from `position` on.
  void read(Path file, ByteBuffer bytes, long position) throws IOException {
    Entry entry = acquire(file);
    try {
      for (long at = position; bytes.hasRemaining(); ) {
        int count = entry.channel.read(bytes, at);
        if (count < 0) {
          throw endsEarly(file, at);
        }
        at += count;
      }
    } finally {
      release(entry);
    }
  }

  /// Flushes a file to the disk.
  void force(Path file) throws IOException {
    Entry entry = acquire(file);
    try {
      entry.channel.force(true);
    } finally {
      release(entry);
    }
  }

  private void forceIfOpen(Path file) throws IOException {
    Entry entry;
    synchronized (this) {
      entry = entries.get(file);
      if (entry == null) {
        return;
      }
      entry.users++;
    }
    try {
      entry.channel.force(false);
    } finally {
      release(entry);
    }
  }

  private synchronized Entry acquire(Path file) throws IOException {
    Entry entry = entries.get(file);
    if (entry == null) {
      closeIdle(MAXIMUM_OPEN - 1);
      entry = new Entry(open(file));
      entries.put(file, entry);
    }
    entry.users++;
    return entry;
  }

  private synchronized void release(Entry entry) {
    entry.users--;
  }

  private void closeIdle(int most) throws IOException {
    if (entries.size() <= most) {
      return;
    }
    for (var iterator = entries.values().iterator(); iterator.hasNext(); ) {
      Entry entry = iterator.next();
      if (entry.users == 0) {
        iterator.remove();
        entry.channel.close();
        return;
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
    }
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.CREATE,
        StandardOpenOption.SPARSE);
  }

  /// Closes all files; nobody may use one any more.
  @Override
  public void close() throws IOException {
    try {
      early.close();
    } finally {
      closeAll();
    }
  }

  private synchronized void closeAll() throws IOException {
    List<IOException> problems = new ArrayList<>();
    for (Entry entry : entries.values()) {
      try {
        entry.channel.close();
      } catch (IOException e) {
        problems.add(e);
      }
    }
    entries.clear();
    if (!problems.isEmpty()) {
      throw problems.getFirst();
    }
  }

  /// An open file and how many threads are at it.
  private static final class Entry {

    private final FileChannel channel;
    private int users;

    private Entry(FileChannel channel) {
      this.channel = channel;
    }
  }
}
