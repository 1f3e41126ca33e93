package org.visiomatic.shell.verify;

import java.nio.file.Path;
import java.util.List;
import org.visiomatic.tiler.build.TilingOptions;

/// What to verify and how.
///
/// @param places pyramids, cache folders, source files and names of images; empty for the whole
///   cache
/// @param cache the cache folder of the configuration
/// @param compares whether pyramids are compared with their sources
/// @param repairs whether damaged pyramids are built again and leftovers removed
/// @param tiling how pyramids are made by this configuration, and what work may cost
public record VerifyOptions(
    List<String> places, Path cache, boolean compares, boolean repairs, TilingOptions tiling) {

  public VerifyOptions {
    places = List.copyOf(places);
  }
}
