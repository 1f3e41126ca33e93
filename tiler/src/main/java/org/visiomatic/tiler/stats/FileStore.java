package org.visiomatic.tiler.stats;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a sample that is too large for memory in a scratch file. Plain reads and writes, not a
/// map, so that a full disk is an exception and not a fault.
final class FileStore implements SampleStore {

  private final Path file;
  private final FileChannel channel;
  private final int[] counts;
  private final int blockSize;

  FileStore(SampleGrid grid, Path folder) throws IOException {
    file = Files.createTempFile(folder, "sample", ".floats");
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    counts = new int[grid.blocks()];
    blockSize = grid.blockSize();
  }

  @Override
  public float[] room(int block) {
    return new float[blockSize];
  }

  @Override
  public void put(int block, float[] values, int count) throws IOException {
    ByteBuffer bytes = buffer(count);
    bytes.asFloatBuffer().put(values, 0, count);
    long position = position(block);
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    counts[block] = count;
  }

  @Override
  public int count(int block) {
    return counts[block];
  }

  @Override
  public float[] get(int block, float[] spare) throws IOException {
    ByteBuffer bytes = buffer(counts[block]);
    long position = position(block);
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, position);
      if (read < 0) {
        throw new EOFException(
            "The scratch file %s ended at byte %d while a sample was read back from it: something else has cut it."
                .formatted(file, position));
      }
      position += read;
    }
    bytes.flip().asFloatBuffer().get(spare, 0, counts[block]);
    return spare;
  }

  @Override
  public boolean needsSpare() {
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private long position(int block) {
    return (long) block * blockSize * Float.BYTES;
  }

  private static ByteBuffer buffer(int count) {
    return ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.nativeOrder());
  }
}
