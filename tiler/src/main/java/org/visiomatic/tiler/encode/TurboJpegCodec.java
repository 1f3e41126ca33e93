package org.visiomatic.tiler.encode;

import java.util.concurrent.ArrayBlockingQueue;
import org.visiomatic.tiler.render.Raster;

/// libjpeg-turbo. Compressors and their native memory, under 1 MiB each, are kept for reuse, at
/// most two per processor; more exist only while more threads encode at once.
final class TurboJpegCodec implements JpegCodec {

  private final TurboJpeg jpeg;
  private final ArrayBlockingQueue<JpegCompressor> idle =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  TurboJpegCodec(TurboJpeg jpeg) {
    this.jpeg = jpeg;
  }

  @Override
  public byte[] encode(Raster raster, int quality) {
    JpegCompressor compressor = borrow();
    boolean usable = false;
    try {
      byte[] file = compressor.compress(raster, quality);
      usable = true;
      return file;
    } finally {
      if (!usable || !idle.offer(compressor)) {
        compressor.close();
      }
    }
  }

  private JpegCompressor borrow() {
    JpegCompressor compressor = idle.poll();
    if (compressor != null) {
      return compressor;
    }
    try {
      return new JpegCompressor(jpeg);
    } catch (MissingCodecException e) {
      // The first one was made when the library was loaded.
      throw new IllegalStateException(e);
    }
  }
}
