package org.visiomatic.tiler.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Writes PNG files chunk by chunk, right or wrong ones.
final class PngFixtures {

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private PngFixtures() {
    file.writeBytes(PngChunks.SIGNATURE);
  }

  /// A file with its header.
  static PngFixtures header(int width, int height, int bits, int colour) {
    return new PngFixtures()
        .chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .put((byte) colour)
                .array());
  }

  PngFixtures chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(name);
    file.writeBytes(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    return this;
  }

  /// The rows, each with its filter number before it.
  PngFixtures data(int... rows) {
    byte[] bytes = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      bytes[i] = (byte) rows[i];
    }
    return chunk("IDAT", deflated(bytes));
  }

  /// An uncompressed `iTXt` chunk.
  PngFixtures text(String keyword, String text) {
    return chunk("iTXt", (keyword + "\0\0\0\0\0" + text).getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    chunk("IEND", new byte[0]);
    return file.toByteArray();
  }

  Path writeTo(Path path) throws IOException {
    return Files.write(path, toBytes());
  }

  static byte[] deflated(byte[] data) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(data);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return packed.toByteArray();
  }
}
