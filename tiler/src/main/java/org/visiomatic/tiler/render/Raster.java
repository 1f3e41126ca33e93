package org.visiomatic.tiler.render;

/// An 8-bit picture: rows from the top, without padding, components interleaved.
///
/// @param width columns, at least 1
/// @param height rows, at least 1
/// @param components 1 for grey, 3 for red, green, blue
/// @param samples at least width × height × components bytes; may be longer (a pooled buffer)
public record Raster(int width, int height, int components, byte[] samples) {}
