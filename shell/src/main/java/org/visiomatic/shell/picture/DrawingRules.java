package org.visiomatic.shell.picture;

import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.api.Drawings;

/// What pictures depend on besides the image and what is asked for.
///
/// @param defaults how pictures look when nobody says
/// @param maxRegionTiles how many tiles a region may touch
public record DrawingRules(ImageDefaults defaults, int maxRegionTiles) {

  Drawings of(OpenedImage image) {
    return new Drawings(image.image(), defaults, maxRegionTiles);
  }
}
