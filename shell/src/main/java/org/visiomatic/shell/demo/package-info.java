/// A sky to look at when there is no file at hand: stars, galaxies and a nebula in three bands,
/// made on the spot, always the same for the same seed.
@NullMarked
package org.visiomatic.shell.demo;

import org.jspecify.annotations.NullMarked;
