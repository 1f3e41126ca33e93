package org.visiomatic.tiler.build;

import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidMetadata;

/// The upper levels of a pyramid that is still being written, in memory. They stay readable after
/// the build has ended.
///
/// @param pixels those that the pyramid will have, of the levels that there are
/// @param finest the lowest level that there is, at least 1
/// @param metadata what the pyramid will say about itself
public record Overview(PixelLevels pixels, int finest, PyramidMetadata metadata) {

  /// What the pixels take in memory.
  public long bytes() {
    return OverviewStore.bytes(pixels.geometry(), finest);
  }
}
