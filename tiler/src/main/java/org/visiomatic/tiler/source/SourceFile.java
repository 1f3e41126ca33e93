package org.visiomatic.tiler.source;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is mapped into memory for reading. Closing it takes the map away.
///
/// A file that another program cuts short while it is mapped has pages without anything behind
/// them. Touching one raises an `InternalError` here instead of stopping the process; [#reading]
/// turns that into a sentence about the file.
public final class SourceFile implements AutoCloseable {

  private static final long PIECE = 1 << 16;

  private final String name;
  private final Path path;
  private final boolean scratch;
  private final RandomAccessFile handle;
  private final Arena arena;
  private final MemorySegment bytes;

  private SourceFile(String name, Path path, boolean scratch, RandomAccessFile handle, Arena arena)
      throws IOException {
    this.name = name;
    this.path = path;
    this.scratch = scratch;
    this.handle = handle;
    this.arena = arena;
    this.bytes = handle.getChannel().map(MapMode.READ_ONLY, 0, handle.length(), arena);
  }

  /// Maps a file.
  ///
  /// @param name what messages call it
  /// @param scratch whether to remove the file on close
  public static SourceFile map(String name, Path path, boolean scratch) throws IOException {
    RandomAccessFile handle = new RandomAccessFile(path.toFile(), "r");
    Arena arena = Arena.ofShared();
    try {
      return new SourceFile(name, path, scratch, handle, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      handle.close();
      throw e;
    }
  }

  public String name() {
    return name;
  }

  public MemorySegment bytes() {
    return bytes;
  }

  /// Tells the system that some bytes have been used and can leave the memory of this process. They
  /// come back, from the page cache as a rule, when they are used again. Without it a process holds
  /// all of the file in the end.
  public void release(long at, long length) {
    release(bytes, at, length);
  }

  /// As [#release(long, long)], of any mapped file.
  public static void release(MemorySegment mapped, long at, long length) {
    // As much as the system brings in at once, lest a rest stays behind at both ends. It counts
    // such pieces by address, not from the beginning of the file.
    long base = mapped.address();
    long from = Math.max(0, Math.floorDiv(base + at, PIECE) * PIECE - base);
    long to = Math.min(mapped.byteSize(), Math.ceilDiv(base + at + length, PIECE) * PIECE - base);
    mapped.asSlice(from, to - from).unload();
  }

  /// Work on the mapped bytes.
  public interface Reading {
    void run() throws IOException;
  }

  /// Does work that touches the mapped bytes.
  ///
  /// @throws UnreadableSourceException when the file has become shorter than it was
  public void reading(Reading work) throws IOException {
    try {
      work.run();
      // The access error of a page without a file behind it is raised late, at the latest at the
      // next call out of the virtual machine. This is that call: it keeps the error inside here.
      checkLength();
    } catch (InternalError e) {
      throw new UnreadableSourceException(changed(), e);
    } catch (IllegalStateException e) {
      throw new IOException(name + " was closed while it was being read.", e);
    }
  }

  private void checkLength() throws IOException {
    if (handle.length() < bytes.byteSize()) {
      throw new UnreadableSourceException(changed());
    }
  }

  private String changed() {
    return "%s was cut short while it was being read: it had %,d bytes when it was opened; open it again when it is complete."
        .formatted(name, bytes.byteSize());
  }

  @Override
  public void close() throws IOException {
    if (arena.scope().isAlive()) {
      arena.close();
    }
    handle.close();
    if (scratch) {
      Files.deleteIfExists(path);
    }
  }
}
