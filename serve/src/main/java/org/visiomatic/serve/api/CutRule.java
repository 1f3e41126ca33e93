package org.visiomatic.serve.api;

import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.render.Cuts;
import org.visiomatic.tiler.render.PixelSample;

/// How the cuts of a channel follow from its pixels.
sealed interface CutRule {

  /// The cuts of a channel.
  ///
  /// @param sample asked for only when it is needed
  Cuts of(ChannelStatistics statistics, Sample sample);

  /// Whether it asks for the sample.
  default boolean samples() {
    return true;
  }

  /// Values below which so many percent of the pixels lie.
  record Percentile(double low, double high) implements CutRule {
    @Override
    public Cuts of(ChannelStatistics statistics, Sample sample) {
      PixelSample pixels = sample.get();
      return pixels.isEmpty() ? usual(statistics) : pixels.percentiles(low, high);
    }
  }

  /// IRAF's rule for the faint.
  record Zscale(double contrast) implements CutRule {
    @Override
    public Cuts of(ChannelStatistics statistics, Sample sample) {
      PixelSample pixels = sample.get();
      return pixels.isEmpty() ? usual(statistics) : pixels.zscale(contrast);
    }
  }

  /// Multiples of the median absolute deviation from the background.
  record Mad(double low, double high) implements CutRule {

    /// Of the value, where a constant channel has no deviation.
    private static final double STEP = 1e-3;

    @Override
    public Cuts of(ChannelStatistics statistics, Sample sample) {
      double unit = statistics.mad();
      if (unit == 0) {
        unit = STEP * Math.max(1, Math.abs(statistics.background()));
      }
      return new Cuts(
          finite(statistics.background() + low * unit),
          finite(statistics.background() + high * unit));
    }

    @Override
    public boolean samples() {
      return false;
    }

    private static float finite(double value) {
      return (float) Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE) + 0f;
    }
  }

  /// The default cuts.
  static Cuts usual(ChannelStatistics statistics) {
    return new Cuts(statistics.low(), statistics.high());
  }

  /// Gets the sample of the channel.
  interface Sample {
    PixelSample get();
  }
}
