package org.visiomatic.tiler.encode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.visiomatic.tiler.render.Raster;

/// Makes PNG files (ISO/IEC 15948) of 8 bits per sample, grey or RGB, without interlace. Safe for
/// use by many threads.
///
/// Each row is stored as differences to the row above, and deflated at the fastest level: what
/// noise leaves to be saved is little, and takes many times as long.
public final class PngEncoder {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final byte UP = 2;
  private static final int BUFFER = 1 << 15;

  /// Encodes a picture.
  ///
  /// @return a whole PNG file
  public byte[] encode(Raster raster) {
    ByteArrayOutputStream file = new ByteArrayOutputStream(BUFFER);
    file.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(raster.width()).putInt(raster.height());
    header.put((byte) 8).put((byte) (raster.components() == 1 ? GREY : RGB));
    chunk(file, "IHDR", header.array(), header.capacity());
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflate(raster, deflater, file);
    } finally {
      deflater.end();
    }
    chunk(file, "IEND", new byte[0], 0);
    return file.toByteArray();
  }

  private static void deflate(Raster raster, Deflater deflater, ByteArrayOutputStream file) {
    int bytes = raster.width() * raster.components();
    byte[] row = new byte[bytes + 1];
    byte[] buffer = new byte[BUFFER];
    row[0] = UP;
    int filled = 0;
    for (int y = 0; y < raster.height(); y++) {
      subtractAbove(raster.samples(), y * bytes, y == 0 ? -1 : (y - 1) * bytes, bytes, row);
      deflater.setInput(row);
      while (!deflater.needsInput()) {
        filled += deflater.deflate(buffer, filled, buffer.length - filled);
        filled = writeWhenFull(buffer, filled, file);
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      filled += deflater.deflate(buffer, filled, buffer.length - filled);
      filled = writeWhenFull(buffer, filled, file);
    }
    if (filled > 0) {
      chunk(file, "IDAT", buffer, filled);
    }
  }

  private static int writeWhenFull(byte[] buffer, int filled, ByteArrayOutputStream file) {
    if (filled < buffer.length) {
      return filled;
    }
    chunk(file, "IDAT", buffer, filled);
    return 0;
  }

  private static void subtractAbove(byte[] samples, int at, int above, int count, byte[] row) {
    if (above < 0) {
      System.arraycopy(samples, at, row, 1, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      row[1 + i] = (byte) (samples[at + i] - samples[above + i]);
    }
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data, 0, length);
    file.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    file.writeBytes(name);
    file.write(data, 0, length);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }
}
