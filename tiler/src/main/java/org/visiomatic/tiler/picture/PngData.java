package org.visiomatic.tiler.picture;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The contents of all `IDAT` chunks as one stream.
final class PngData extends InputStream {

  private static final int IDAT = 'I' << 24 | 'D' << 16 | 'A' << 8 | 'T';

  private final MemorySegment bytes;
  private long at;
  private long left;
  private boolean ended;

  PngData(PngChunks chunks) {
    this.bytes = chunks.bytes();
    this.at = chunks.firstData();
    enter();
  }

  private void enter() {
    left = bytes.get(PngChunks.NUMBER, at) & 0xffff_ffffL;
    at += PngChunks.BEFORE;
  }

  /// Goes to the next chunk that has some data.
  private boolean advance() {
    while (left == 0 && !ended) {
      at += PngChunks.AFTER;
      ended =
          at > bytes.byteSize() - PngChunks.BEFORE - PngChunks.AFTER
              || bytes.get(PngChunks.NUMBER, at + 4) != IDAT;
      if (!ended) {
        enter();
      }
    }
    return !ended;
  }

  @Override
  public int read() {
    if (!advance()) {
      return -1;
    }
    left--;
    return bytes.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, target, offset, count);
    at += count;
    left -= count;
    return count;
  }
}
