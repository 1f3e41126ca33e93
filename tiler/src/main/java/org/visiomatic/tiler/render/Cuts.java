package org.visiomatic.tiler.render;

/// The values of a channel that become black and white. `high` ≤ `low` makes a step.
///
/// @param low becomes black
/// @param high becomes white
public record Cuts(float low, float high) {}
