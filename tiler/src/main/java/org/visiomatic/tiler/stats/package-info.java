/// Background, noise and default cuts of an image, estimated on a subsample of its rows.
@NullMarked
package org.visiomatic.tiler.stats;

import org.jspecify.annotations.NullMarked;
