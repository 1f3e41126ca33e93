/// Places the images of one file into one frame by their `DETSEC` and `DATASEC` keywords, and
/// derives the header of that frame.
@NullMarked
package org.visiomatic.tiler.mosaic;

import org.jspecify.annotations.NullMarked;
