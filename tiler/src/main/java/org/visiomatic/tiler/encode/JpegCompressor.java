package org.visiomatic.tiler.encode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.visiomatic.tiler.render.Raster;

/// One compression at a time: a libjpeg structure with its buffers, all in native memory. For one
/// thread at a time; closing frees everything.
///
/// Pixels are copied into native memory in strips, a whole tile in one. The file is written into a
/// buffer that holds any tile; larger ones are continued by libjpeg in memory of its own, which is
/// freed at once.
final class JpegCompressor implements AutoCloseable {

  private static final int STRIP_BYTES = 1 << 18;
  private static final int STRIP_ROWS = 1024;
  private static final long FILE_BYTES = 1 << 19;

  private final TurboJpeg jpeg;
  private final Arena arena = Arena.ofShared();
  // Larger than the structure, so that nothing is overrun by a version that turns out not to be
  // ours.
  private final MemorySegment compressor = arena.allocate(4 * TurboJpeg.STRUCTURE, 16);
  private final MemorySegment errors = arena.allocate(TurboJpeg.ERROR_STRUCTURE, 16);
  private final MemorySegment strip = arena.allocate(STRIP_BYTES, 64);
  private final MemorySegment rows = arena.allocate(ADDRESS, STRIP_ROWS);
  private final MemorySegment file = arena.allocate(FILE_BYTES, 64);
  private final MemorySegment fileAddress = arena.allocate(ADDRESS);
  private final MemorySegment fileSize = arena.allocate(JAVA_LONG);
  private int rowBytes;

  JpegCompressor(TurboJpeg jpeg) throws MissingCodecException {
    this.jpeg = jpeg;
    try {
      MemorySegment standard = (MemorySegment) jpeg.standardErrors().invokeExact(errors);
      errors.set(ADDRESS, TurboJpeg.ERROR_EXIT, jpeg.failure());
      compressor.set(ADDRESS, TurboJpeg.ERRORS, standard);
      jpeg.create().invokeExact(compressor, TurboJpeg.VERSION, TurboJpeg.STRUCTURE);
    } catch (Throwable e) {
      throw unexpected(e);
    }
    if (errors.get(JAVA_INT, TurboJpeg.FAILURE) != 0) {
      arena.close();
      throw new MissingCodecException(
          "the codec library speaks another version of the libjpeg interface than %d."
              .formatted(TurboJpeg.VERSION));
    }
  }

  /// Makes a file.
  ///
  /// @throws IllegalStateException when libjpeg reports an error; the compressor is of no more use
  byte[] compress(Raster raster, int quality) {
    try {
      fileAddress.set(ADDRESS, 0, file);
      fileSize.set(JAVA_LONG, 0, FILE_BYTES);
      jpeg.memoryTarget().invokeExact(compressor, fileAddress, fileSize);
      describe(raster, quality);
      jpeg.start().invokeExact(compressor, 1);
      requireNoFailure();
      writeRows(raster);
      jpeg.finish().invokeExact(compressor);
      requireNoFailure();
      return takeFile();
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private void describe(Raster raster, int quality) throws Throwable {
    boolean grey = raster.components() == 1;
    compressor.set(JAVA_INT, TurboJpeg.IMAGE_WIDTH, raster.width());
    compressor.set(JAVA_INT, TurboJpeg.IMAGE_HEIGHT, raster.height());
    compressor.set(JAVA_INT, TurboJpeg.INPUT_COMPONENTS, raster.components());
    compressor.set(JAVA_INT, TurboJpeg.INPUT_COLOUR_SPACE, grey ? TurboJpeg.GREY : TurboJpeg.RGB);
    jpeg.setDefaults().invokeExact(compressor);
    jpeg.setQuality().invokeExact(compressor, quality, 1);
    if (!grey) {
      // The default is 2×2: half the resolution for colour. It is set on the first component.
      MemorySegment luminance =
          compressor
              .get(ADDRESS, TurboJpeg.COMPONENTS)
              .reinterpret(TurboJpeg.VERTICAL_SAMPLING + JAVA_INT.byteSize());
      luminance.set(JAVA_INT, TurboJpeg.HORIZONTAL_SAMPLING, 1);
      luminance.set(JAVA_INT, TurboJpeg.VERTICAL_SAMPLING, 1);
    }
    requireNoFailure();
  }

  private void writeRows(Raster raster) throws Throwable {
    int bytes = raster.width() * raster.components();
    int limit = Math.min(STRIP_ROWS, STRIP_BYTES / bytes);
    layRowsOut(bytes, limit);
    for (int row = 0; row < raster.height(); ) {
      int count = Math.min(limit, raster.height() - row);
      MemorySegment.copy(raster.samples(), row * bytes, strip, JAVA_BYTE, 0, count * bytes);
      int written = (int) jpeg.write().invokeExact(compressor, rows, count);
      requireNoFailure();
      if (written != count) {
        throw new IllegalStateException(
            "libjpeg took %d of %d rows of a picture.".formatted(written, count));
      }
      row += count;
    }
  }

  private void layRowsOut(int bytes, int count) {
    if (bytes != rowBytes) {
      for (int row = 0; row < count; row++) {
        rows.setAtIndex(ADDRESS, row, strip.asSlice((long) row * bytes));
      }
      rowBytes = bytes;
    }
  }

  private byte[] takeFile() throws Throwable {
    MemorySegment address = fileAddress.get(ADDRESS, 0);
    long size = fileSize.get(JAVA_LONG, 0);
    boolean outgrown = address.address() != file.address();
    try {
      if (size > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "The JPEG file would have %d bytes, more than one array holds; choose a smaller region or a lower quality."
                .formatted(size));
      }
      return address.reinterpret(size).toArray(JAVA_BYTE);
    } finally {
      if (outgrown) {
        jpeg.free().invokeExact(address);
      }
    }
  }

  private void requireNoFailure() {
    int code = errors.get(JAVA_INT, TurboJpeg.FAILURE);
    if (code != 0) {
      throw new IllegalStateException("libjpeg reported error %d.".formatted(code));
    }
  }

  private static RuntimeException unexpected(Throwable e) {
    return switch (e) {
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      default -> new IllegalStateException("A call of libjpeg failed.", e);
    };
  }

  @Override
  public void close() {
    try {
      jpeg.destroy().invokeExact(compressor);
    } catch (Throwable e) {
      throw unexpected(e);
    } finally {
      arena.close();
    }
  }
}
