package org.visiomatic.tiler.picture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Unpacks PackBits (TIFF 6.0, section 9) as they are read.
final class PackBitsInput extends InputStream {

  private static final int NOTHING = -128;

  private final InputStream packed;
  private int left;
  private boolean repeats;
  private int repeated;

  PackBitsInput(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    while (left == 0) {
      int code = packed.read();
      if (code < 0) {
        return -1;
      }
      if ((byte) code != NOTHING) {
        begin((byte) code);
      }
    }
    left--;
    return repeats ? repeated : next();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    for (int i = 0; i < length; i++) {
      int next = read();
      if (next < 0) {
        return i == 0 ? -1 : i;
      }
      target[offset + i] = (byte) next;
    }
    return length;
  }

  private void begin(byte code) throws IOException {
    repeats = code < 0;
    left = Math.abs(code) + 1;
    if (repeats) {
      repeated = next();
    }
  }

  private int next() throws IOException {
    int next = packed.read();
    if (next < 0) {
      throw new EOFException("they end within a run");
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }
}
