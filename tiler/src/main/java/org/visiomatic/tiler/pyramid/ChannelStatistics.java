package org.visiomatic.tiler.pyramid;

/// What is known of the values of one channel. Every number is finite.
///
/// @param background estimate of the background level, in physical units
/// @param mad median absolute deviation around the background, in physical units, above 0 unless
///   the channel is constant
/// @param low default lower cut
/// @param high default upper cut, above `low`
/// @param histogram how the values are distributed; none for the images of a mosaic and for frames
///   of very many channels
public record ChannelStatistics(
    float background, float mad, float low, float high, ValueHistogram histogram) {

  /// Statistics without a histogram.
  public ChannelStatistics(float background, float mad, float low, float high) {
    this(background, mad, low, high, ValueHistogram.NONE);
  }

  /// The same without the histogram.
  public ChannelStatistics withoutHistogram() {
    return new ChannelStatistics(background, mad, low, high);
  }
}
