package org.visiomatic.tiler.stats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.source.PixelSource;

/// Estimates background, noise and default cuts of an image.
public final class StatisticsEstimator {

  /// @param scratch folder for samples that are too many for memory; what is put there is removed
  ///   again
  public StatisticsEstimator(Path scratch) {}

  /// Estimates every channel of an image, overscan included.
  public List<ChannelStatistics> estimate(PixelSource image) throws IOException {
    throw new UnsupportedOperationException();
  }

  /// The statistics of a frame from those of its images: medians of background, MAD and cuts,
  /// channel by channel.
  public static List<ChannelStatistics> combine(List<List<ChannelStatistics>> images) {
    throw new UnsupportedOperationException();
  }
}
