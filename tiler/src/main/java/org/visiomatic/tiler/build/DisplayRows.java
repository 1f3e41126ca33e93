package org.visiomatic.tiler.build;

import java.io.IOException;
import org.visiomatic.tiler.source.PixelSource;

/// One level of the image, wherever its pixels come from; rows count from the top.
interface DisplayRows {

  /// Reads a rectangle of one channel: pixel (x + i, y + j) goes to `target[offset + j * stride +
  /// i]`. May be called by several threads at once.
  void read(
      int channel, int x, int y, int width, int height, float[] target, int offset, int stride)
      throws IOException;

  /// The rows of a source, which count from the bottom, turned over.
  static DisplayRows of(PixelSource source) {
    return (channel, x, y, width, height, target, offset, stride) ->
        source.read(
            channel,
            x,
            source.height() - y - height,
            width,
            height,
            target,
            offset + (height - 1) * stride,
            -stride);
  }
}
