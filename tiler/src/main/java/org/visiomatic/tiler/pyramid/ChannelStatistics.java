package org.visiomatic.tiler.pyramid;

/// What is known of the values of one channel. Every number is finite.
///
/// @param background estimate of the background level, in physical units
/// @param mad median absolute deviation around the background, in physical units, above 0 unless
///   the channel is constant
/// @param low default lower cut
/// @param high default upper cut, above `low`
public record ChannelStatistics(float background, float mad, float low, float high) {}
