package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.InflaterInputStream;
import org.visiomatic.tiler.source.OnceEach;
import org.visiomatic.tiler.source.ScratchPixels;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// The pixels of a PNG file in a scratch file. All are unpacked when the first is needed, a row at
/// a time: PNG has no way into the middle. Samples of interlaced pictures take whole bytes there.
final class PngPixels implements Blocks, AutoCloseable {

  /// The most that deflate makes of a byte.
  private static final long MOST_UNPACKED = 1032;

  /// First pixel and distance of pixels of the seven passes, in both directions.
  private static final int[] FIRST_X = {0, 4, 0, 2, 0, 1, 0};

  private static final int[] FIRST_Y = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] STEP_X = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] STEP_Y = {8, 8, 8, 4, 4, 2, 2};

  private final PngChunks chunks;
  private final PngHeader header;
  private final BlockGrid grid;
  private final ScratchPixels scratch;
  private final OnceEach unpacked = new OnceEach(1);

  PngPixels(PngChunks chunks, Path scratchFolder) throws IOException {
    this.chunks = chunks;
    this.header = chunks.header();
    int bits = header.interlaced() ? Math.max(8, header.bits()) : header.bits();
    int width = header.width();
    int height = header.height();
    this.grid = new BlockGrid(width, height, header.samples(), bits, width, height, false, false);
    requireSense();
    this.scratch = new ScratchPixels(scratchFolder, grid.blockBytes());
  }

  private void requireSense() throws UnreadableSourceException {
    long row = header.rowBytes(header.width());
    if (row > MOST_UNPACKED * chunks.dataBytes() / header.height()) {
      throw chunks
          .place()
          .broken(
              "its header says %,d × %,d pixels, and its %,d bytes of data cannot hold them"
                  .formatted(header.width(), header.height(), chunks.dataBytes()));
    }
    long most = Math.min(Runtime.getRuntime().maxMemory() / 32, Integer.MAX_VALUE / 16);
    if (row > most) {
      throw chunks
          .place()
          .broken(
              "a row has %,d bytes, and %,d can be held with the memory that the program has"
                  .formatted(row, most));
    }
  }

  BlockGrid grid() {
    return grid;
  }

  private void unpack() throws IOException {
    try (InflaterInputStream in = new InflaterInputStream(new PngData(chunks))) {
      PngRows rows = new PngRows(in, header);
      if (header.interlaced()) {
        for (int pass = 0; pass < STEP_X.length; pass++) {
          unpack(rows, pass);
        }
      } else {
        int length = (int) header.rowBytes(header.width());
        rows.begin(length);
        for (int y = 0; y < header.height(); y++) {
          scratch.write(y * grid.rowBytes(), next(rows), 0, length);
        }
      }
      checkEnd(in);
    }
  }

  /// Makes the stream check the sum of the data, which stands after them. More data than the
  /// picture needs are not looked at.
  private void checkEnd(InflaterInputStream in) throws UnreadableSourceException {
    try {
      in.skip(1);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private byte[] next(PngRows rows) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException(
          "Unpacking %s was stopped.".formatted(chunks.place().file()));
    }
    try {
      return rows.next();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private UnreadableSourceException damaged(IOException cause) {
    return chunks
        .place()
        .broken(
            "its image data are damaged or cut short (%s)".formatted(cause.getMessage()), cause);
  }

  private void unpack(PngRows rows, int pass) throws IOException {
    int columns = (header.width() - FIRST_X[pass] + STEP_X[pass] - 1) / STEP_X[pass];
    if (columns <= 0) {
      return;
    }
    rows.begin((int) header.rowBytes(columns));
    byte[] whole = new byte[(int) grid.rowBytes()];
    for (int y = FIRST_Y[pass]; y < header.height(); y += STEP_Y[pass]) {
      byte[] row = next(rows);
      long at = y * grid.rowBytes();
      MemorySegment.copy(scratch.bytes(), ValueLayout.JAVA_BYTE, at, whole, 0, whole.length);
      spread(row, columns, pass, whole);
      scratch.write(at, whole, 0, whole.length);
    }
  }

  /// Puts the pixels of a pass to their places in a row.
  private void spread(byte[] row, int columns, int pass, byte[] whole) {
    int pixel = header.samples() * grid.bits() / 8;
    for (int i = 0; i < columns; i++) {
      int target = (FIRST_X[pass] + i * STEP_X[pass]) * pixel;
      if (header.bits() < 8) {
        int bit = i * header.bits();
        int shift = 8 - header.bits() - bit % 8;
        whole[target] = (byte) (row[bit / 8] >> shift & (1 << header.bits()) - 1);
      } else {
        System.arraycopy(row, i * pixel, whole, target, pixel);
      }
    }
  }

  /// The reader of the samples as they stand in the scratch file.
  SampleReader reader() {
    SampleType stored = new SampleType(SampleType.Kind.UNSIGNED, grid.bits());
    return SampleReader.of(stored, ByteOrder.BIG_ENDIAN);
  }

  @Override
  public Block get(int number) throws IOException {
    unpacked.ensure(number, this::unpack);
    return new Block(scratch.bytes(), 0);
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
