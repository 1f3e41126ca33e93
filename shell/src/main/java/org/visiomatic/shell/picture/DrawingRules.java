package org.visiomatic.shell.picture;

import org.visiomatic.serve.EngineSettings;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.api.Drawings;

/// What pictures depend on besides the image and what is asked for.
///
/// @param defaults how pictures look when nobody says
/// @param maxRegionTiles how many tiles a region may touch
public record DrawingRules(ImageDefaults defaults, int maxRegionTiles) {

  /// The same for pictures that are small in any case.
  DrawingRules withoutLimit() {
    return new DrawingRules(defaults, Math.toIntExact(EngineSettings.MAX_REGION_TILE_COUNT.most()));
  }

  Drawings of(OpenedImage image) {
    return new Drawings(image.image(), defaults, maxRegionTiles);
  }
}
