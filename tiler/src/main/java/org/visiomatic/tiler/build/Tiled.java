package org.visiomatic.tiler.build;

import org.visiomatic.tiler.pyramid.Pyramid;

/// The pyramid of an image, and how it came about.
///
/// @param pyramid to be closed by whoever has asked for it
/// @param built whether it was built just now; otherwise it was there already, or another thread or
///   process has built it meanwhile
public record Tiled(Pyramid pyramid, boolean built) {}
