package org.visiomatic.shell.cache;

import org.visiomatic.tiler.pyramid.CachedPyramid;

/// An image in a cache folder.
///
/// @param name what users call it
/// @param pyramid what is known of it
public record NamedImage(String name, CachedPyramid pyramid) {}
