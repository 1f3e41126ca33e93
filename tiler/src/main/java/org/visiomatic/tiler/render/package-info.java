/// Turns physical pixel values into 8-bit grey or colour rasters: cuts, contrast, gamma, channel
/// mix, colour map. The same code serves live tiles, regions, snapshots and previews.
@NullMarked
package org.visiomatic.tiler.render;

import org.jspecify.annotations.NullMarked;
