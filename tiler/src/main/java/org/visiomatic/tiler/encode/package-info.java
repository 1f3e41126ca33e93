/// Turns rasters into image files in memory. The only package that knows the codec library.
@NullMarked
package org.visiomatic.tiler.encode;

import org.jspecify.annotations.NullMarked;
