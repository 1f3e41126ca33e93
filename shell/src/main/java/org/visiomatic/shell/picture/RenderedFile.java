package org.visiomatic.shell.picture;

import org.visiomatic.tiler.batch.ByteSize;

/// A picture that was written.
///
/// @param image what users call the image
/// @param output the file
/// @param format kind of file
/// @param width columns
/// @param height rows
/// @param binning pixels of the image per pixel of the level that it was drawn from, along an axis
/// @param bytes size of the file
record RenderedFile(
    String image, String output, String format, int width, int height, int binning, long bytes) {

  String sentence() {
    return "wrote %s: %d × %d pixels at binning %d, %s."
        .formatted(output, width, height, binning, ByteSize.text(bytes));
  }
}
