package org.visiomatic.serve.http;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/// Follows the frames (RFC 9113, section 4.1) that a visitor sends, to see which answers are no
/// longer wanted: browsers take back what they have asked for when a picture is moved away.
final class Frames {

  private static final int PREFACE = 24;
  private static final int HEAD = 9;
  private static final byte RST_STREAM = 3;

  private final IntConsumer reset;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD);
  private int passing = PREFACE;

  /// @param reset is given the streams that are taken back
  Frames(IntConsumer reset) {
    this.reset = reset;
  }

  /// @param bytes those that came after the ones before, starting with the preface
  void follow(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int left = bytes.length - at;
      if (passing > 0) {
        int passed = Math.min(passing, left);
        passing -= passed;
        at += passed;
        continue;
      }
      int taken = Math.min(head.remaining(), left);
      head.put(bytes, at, taken);
      at += taken;
      if (!head.hasRemaining()) {
        head.flip();
        passing = ((head.get() & 0xff) << 16) + (head.getShort() & 0xffff);
        byte type = head.get();
        head.get();
        int stream = head.getInt() & Integer.MAX_VALUE;
        head.clear();
        if (type == RST_STREAM) {
          reset.accept(stream);
        }
      }
    }
  }
}
