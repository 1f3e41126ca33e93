package org.visiomatic.serve.library;

import java.util.UUID;
import org.visiomatic.tiler.build.Overview;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidMetadata;

/// What can be seen of an image while its pyramid is being built. It goes by a name of its own, as
/// that of the pyramid is not known before all of it is.
///
/// @param overview the levels that there are
/// @param identity of this one and no other
record OverviewImage(Overview overview, String identity) implements ServedImage {

  OverviewImage(Overview overview) {
    this(overview, "overview-" + UUID.randomUUID());
  }

  @Override
  public PixelLevels pixels() {
    return overview.pixels();
  }

  @Override
  public PyramidMetadata metadata() {
    return overview.metadata();
  }

  @Override
  public int finest() {
    return overview.finest();
  }

  @Override
  public long bytes() {
    return overview.bytes();
  }

  /// Nothing to release: the levels are in memory.
  @Override
  public void close() {}
}
