package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.io.InputStream;

/// Rows of PNG pixels, unpacked and unfiltered (3rd edition, section 9).
final class PngRows {

  private final InputStream unpacked;

  /// Bytes of a whole pixel, at least 1.
  private final int pixel;

  private byte[] row = {};
  private byte[] above = {};

  PngRows(InputStream unpacked, PngHeader header) {
    this.unpacked = unpacked;
    this.pixel = Math.max(1, header.samples() * header.bits() / 8);
  }

  /// Begins a picture or one pass of it.
  ///
  /// @param length bytes of its rows
  void begin(int length) {
    row = new byte[length];
    above = new byte[length];
  }

  /// The next row; overwritten by the one after the next.
  ///
  /// @throws IOException when it is not there or makes no sense
  byte[] next() throws IOException {
    byte[] kept = above;
    above = row;
    row = kept;
    int filter = unpacked.read();
    int found = unpacked.readNBytes(row, 0, row.length);
    if (filter < 0 || found < row.length) {
      throw new IOException("they end before all rows are there");
    }
    switch (filter) {
      case 0 -> {}
      case 1 -> left();
      case 2 -> up();
      case 3 -> average();
      case 4 -> paeth();
      default -> throw new IOException("a row has filter number " + filter);
    }
    return row;
  }

  private void left() {
    for (int i = pixel; i < row.length; i++) {
      row[i] += row[i - pixel];
    }
  }

  private void up() {
    for (int i = 0; i < row.length; i++) {
      row[i] += above[i];
    }
  }

  private void average() {
    for (int i = 0; i < row.length; i++) {
      int before = i < pixel ? 0 : row[i - pixel] & 0xff;
      row[i] += (byte) ((before + (above[i] & 0xff)) / 2);
    }
  }

  private void paeth() {
    for (int i = 0; i < Math.min(pixel, row.length); i++) {
      row[i] += above[i];
    }
    for (int i = pixel; i < row.length; i++) {
      int a = row[i - pixel] & 0xff;
      int b = above[i] & 0xff;
      int c = above[i - pixel] & 0xff;
      int toA = Math.abs(b - c);
      int toB = Math.abs(a - c);
      int toC = Math.abs(a + b - 2 * c);
      row[i] += (byte) (toA <= toB && toA <= toC ? a : toB <= toC ? b : c);
    }
  }
}
