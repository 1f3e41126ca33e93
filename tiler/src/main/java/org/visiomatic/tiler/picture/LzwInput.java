package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.io.InputStream;

/// Unpacks the LZW codes of TIFF (TIFF 6.0, section 13) as they are read.
///
/// The decompressor of Commons Imaging makes an array for each code and keeps the whole result on
/// the heap.
final class LzwInput extends InputStream {

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST_FREE = 258;
  private static final int MOST_BITS = 12;

  private final InputStream packed;

  /// Packed bytes; those from `pieceFrom` on are still to be taken.
  private final byte[] piece = new byte[1 << 13];

  private int pieceFrom;
  private int pieceTo;

  /// Each entry of the table is a shorter entry and one more byte.
  private final short[] prefix = new short[1 << MOST_BITS];

  private final byte[] suffix = new byte[1 << MOST_BITS];
  private final short[] length = new short[1 << MOST_BITS];

  /// The bytes of the current code from `from` on are still to be given out.
  private final byte[] current = new byte[1 << MOST_BITS];

  private int from;
  private int to;
  private int free = FIRST_FREE;
  private int bits = 9;
  private int previous = -1;
  private int held;
  private int heldBits;

  LzwInput(InputStream packed) {
    this.packed = packed;
    for (int i = 0; i < CLEAR; i++) {
      suffix[i] = (byte) i;
      length[i] = 1;
    }
  }

  @Override
  public int read() throws IOException {
    return from < to || refill() ? current[from++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    int done = 0;
    while (done < count && (from < to || refill())) {
      int piece = Math.min(count - done, to - from);
      System.arraycopy(current, from, target, offset + done, piece);
      from += piece;
      done += piece;
    }
    return done == 0 ? -1 : done;
  }

  /// Takes the next code.
  ///
  /// @return false at the end
  private boolean refill() throws IOException {
    int code = code();
    while (code == CLEAR) {
      free = FIRST_FREE;
      bits = 9;
      previous = -1;
      code = code();
    }
    if (code == END) {
      return false;
    }
    boolean full = free == 1 << MOST_BITS;
    if (previous < 0 ? code > END : code > free || (code == free && full)) {
      throw new IOException("code %d comes before it is defined".formatted(code));
    }
    // A code that is only now defined is the previous one with its own first byte after it.
    expand(code == free ? previous : code);
    if (code == free) {
      current[to++] = current[0];
    }
    if (previous >= 0 && free < 1 << MOST_BITS) {
      prefix[free] = (short) previous;
      suffix[free] = current[0];
      length[free] = (short) (length[previous] + 1);
      free++;
      if (free == (1 << bits) - 1 && bits < MOST_BITS) {
        bits++;
      }
    }
    previous = code;
    return true;
  }

  private void expand(int code) {
    from = 0;
    to = length[code];
    int entry = code;
    for (int i = to - 1; i >= 0; i--) {
      current[i] = suffix[entry];
      entry = prefix[entry];
    }
  }

  private int code() throws IOException {
    while (heldBits < bits) {
      if (pieceFrom == pieceTo) {
        pieceTo = packed.readNBytes(piece, 0, piece.length);
        pieceFrom = 0;
        if (pieceTo == 0) {
          return END;
        }
      }
      held = (held << 8) | (piece[pieceFrom++] & 0xff);
      heldBits += 8;
    }
    heldBits -= bits;
    return (held >>> heldBits) & ((1 << bits) - 1);
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }
}
