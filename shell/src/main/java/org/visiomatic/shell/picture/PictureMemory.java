package org.visiomatic.shell.picture;

import org.visiomatic.serve.api.Drawing;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.tiler.batch.ByteSize;

/// The memory that a picture takes: it is drawn and becomes a file as a whole.
final class PictureMemory {

  /// Pixels, the file and its copies while it grows.
  private static final int COPIES = 4;

  private PictureMemory() {}

  /// @param values whether values are written rather than what is seen
  /// @throws ConfigurationException when the program has not so much memory
  static void demand(Drawing drawing, FileKind kind, boolean values) {
    int perPixel =
        switch (kind) {
          case JPEG, PNG, TIFF -> values ? Float.BYTES : drawing.components();
          // It has no grey.
          case WEBP -> 3;
        };
    long needed = (long) drawing.width() * drawing.height() * perPixel * COPIES;
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    demand(drawing.width(), drawing.height(), needed, free);
  }

  static void demand(int width, int height, long needed, long free) {
    if (needed > free) {
      throw new ConfigurationException(
          "A picture of %d × %d pixels may need %s of memory, but the program has %s; ask for a smaller region or a higher --bin, or give it more with VISIOMATIC_JAVA_OPTIONS=-Xmx%dm."
              .formatted(
                  width,
                  height,
                  ByteSize.text(needed),
                  ByteSize.text(free),
                  (needed >> 20) * 3 / 2));
    }
  }
}
