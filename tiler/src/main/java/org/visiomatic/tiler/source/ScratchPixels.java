package org.visiomatic.tiler.source;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file for the pixels of one decompressed image, mapped for reading while it is being written.
/// Parts that are not written yet take no room on disk.
///
/// Written through the file rather than through the map: a full disk is an exception there and a
/// dead process here. Both see the same pages on the systems that we run on.
public final class ScratchPixels implements AutoCloseable {

  private final Path path;
  private final RandomAccessFile file;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment bytes;

  public ScratchPixels(Path folder, long length) throws IOException {
    Files.createDirectories(folder);
    path = Files.createTempFile(folder, "pixels-", ".raw");
    file = new RandomAccessFile(path.toFile(), "rw");
    try {
      file.setLength(length);
      bytes = file.getChannel().map(MapMode.READ_ONLY, 0, length, arena);
    } catch (IOException e) {
      close();
      throw new IOException(
          "The scratch folder %s cannot have a file of %,d bytes for decompressed pixels: %s."
              .formatted(folder, length, e.getMessage()),
          e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  public MemorySegment bytes() {
    return bytes;
  }

  /// Writes some of an array. Threads that are interrupted finish the write, unlike on a channel,
  /// which would be closed under the others.
  public synchronized void write(long at, byte[] source, int offset, int length)
      throws IOException {
    try {
      file.seek(at);
      file.write(source, offset, length);
    } catch (IOException e) {
      throw new IOException(
          "Decompressed pixels cannot be written to the scratch folder %s: %s."
              .formatted(path.getParent(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    if (arena.scope().isAlive()) {
      arena.close();
    }
    file.close();
    Files.deleteIfExists(path);
  }
}
