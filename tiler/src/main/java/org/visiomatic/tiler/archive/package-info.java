/// Pyramids as single files, written for other machines and checked when they come from there.
@NullMarked
package org.visiomatic.tiler.archive;

import org.jspecify.annotations.NullMarked;
