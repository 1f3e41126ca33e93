/// From a source file to a published pyramid: reads strips, writes tiles, reduces by two until one
/// tile is left.
@NullMarked
package org.visiomatic.tiler.build;

import org.jspecify.annotations.NullMarked;
