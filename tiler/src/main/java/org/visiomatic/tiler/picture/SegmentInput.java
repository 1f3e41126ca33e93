package org.visiomatic.tiler.picture;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Part of a mapped file as a stream.
final class SegmentInput extends InputStream {

  private final MemorySegment bytes;
  private final boolean reversed;
  private long at;

  /// @param reversed whether to turn the bits of each byte round
  SegmentInput(MemorySegment bytes, boolean reversed) {
    this.bytes = bytes;
    this.reversed = reversed;
  }

  @Override
  public int read() {
    if (at == bytes.byteSize()) {
      return -1;
    }
    byte next = bytes.get(ValueLayout.JAVA_BYTE, at++);
    return (reversed ? turned(next) : next) & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int count = (int) Math.min(length, bytes.byteSize() - at);
    if (count == 0) {
      return -1;
    }
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, target, offset, count);
    at += count;
    if (reversed) {
      for (int i = offset; i < offset + count; i++) {
        target[i] = turned(target[i]);
      }
    }
    return count;
  }

  private static byte turned(byte b) {
    return (byte) (Integer.reverse(b) >>> 24);
  }
}
