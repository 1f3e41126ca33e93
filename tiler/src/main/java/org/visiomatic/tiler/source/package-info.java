/// What can be tiled: images whose pixels are read as physical values, one rectangle at a time,
/// whatever file they come from.
@NullMarked
package org.visiomatic.tiler.source;

import org.jspecify.annotations.NullMarked;
