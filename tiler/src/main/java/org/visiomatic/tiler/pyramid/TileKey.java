package org.visiomatic.tiler.pyramid;

/// Where a tile of one channel stands in a pyramid.
///
/// @param level pyramid level, 0 is full resolution
/// @param channel image plane, from 0
/// @param row row of the tile grid, from 0 at the top
/// @param column column of the tile grid, from 0 at the left
public record TileKey(int level, int channel, int row, int column) {}
