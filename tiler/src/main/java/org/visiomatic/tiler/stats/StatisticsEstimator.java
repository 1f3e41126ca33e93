package org.visiomatic.tiler.stats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.ValueHistogram;
import org.visiomatic.tiler.source.PixelSource;

/// Estimates background, noise and default cuts of an image.
///
/// The background is a mode in the manner of DAOPHOT and SExtractor: values beyond three median
/// absolute deviations (MAD) of the median, mostly stars, are left out, and what skew is left is
/// taken out by moving from the median away from the mean: 3.5 median − 2.5 mean.
public final class StatisticsEstimator {

  private static final long DEFAULT_MEMORY = 64L << 20;

  private static final float CLIP = 3;

  /// An image of more channels gets no histograms: they would be megabytes of metadata.
  private static final int MOST_HISTOGRAMS = 256;

  /// MADs below and above the background between which an image is shown.
  private static final double LOW = 2;

  private static final double HIGH = 400;

  private final Path scratch;
  private final Workers workers;
  private final long memoryBytes;

  /// Works in the calling thread, with 64 MiB of memory.
  ///
  /// @param scratch folder for samples that are too many for memory; what is put there is removed
  ///   again
  public StatisticsEstimator(Path scratch) {
    this(scratch, Workers.ALONE, DEFAULT_MEMORY);
  }

  /// @param scratch folder for samples that are too many for memory; what is put there is removed
  ///   again
  /// @param workers share the work
  /// @param memoryBytes how much memory a sample may take before it goes to a scratch file
  public StatisticsEstimator(Path scratch, Workers workers, long memoryBytes) {
    this.scratch = scratch;
    this.workers = workers;
    this.memoryBytes = memoryBytes;
  }

  /// What the sample of a channel takes, in bytes.
  public static long sampleBytes(PixelSource image) {
    return Float.BYTES * new SampleGrid(image.width(), image.height()).capacity();
  }

  /// Estimates every channel of an image, overscan included.
  public List<ChannelStatistics> estimate(PixelSource image)
      throws IOException, InterruptedException {
    SampleGrid grid = new SampleGrid(image.width(), image.height());
    if (image.channels() == 1 && CountedSample.suits(image, grid)) {
      Sample sample = CountedSample.of(image, 0, grid, workers);
      return List.of(estimate(sample, norm(sample.moments()), true));
    }
    if (image.channels() == 1) {
      try (SampleStore store = store(grid)) {
        Sample sample = ValueSample.of(image, 0, grid, store, workers);
        return List.of(estimate(sample, norm(sample.moments()), true));
      }
    }
    float norm = norm(ValueSample.momentsOf(image, grid, workers));
    boolean histograms = image.channels() <= MOST_HISTOGRAMS;
    ChannelStatistics[] estimates = new ChannelStatistics[image.channels()];
    if (grid.capacity() < ValueSample.SORT_BELOW) {
      // Too little to share: each worker takes whole channels.
      workers.run(
          estimates.length,
          channel -> {
            HeapStore store = new HeapStore(grid);
            estimates[(int) channel] =
                estimate(
                    ValueSample.of(image, (int) channel, grid, store, Workers.ALONE),
                    norm,
                    histograms);
          });
    } else if (CountedSample.suits(image, grid)) {
      for (int channel = 0; channel < estimates.length; channel++) {
        Sample sample = CountedSample.of(image, channel, grid, workers);
        estimates[channel] = estimate(sample, norm, histograms);
      }
    } else {
      try (SampleStore store = store(grid)) {
        for (int channel = 0; channel < estimates.length; channel++) {
          estimates[channel] =
              estimate(ValueSample.of(image, channel, grid, store, workers), norm, histograms);
        }
      }
    }
    return List.of(estimates);
  }

  /// What values are divided by before they are compared: the size of their mean. It matters for
  /// integers only, where many values are exactly at the clipping limit and rounding decides.
  private static float norm(Moments all) {
    float norm = (float) Math.abs(all.mean());
    // A mean next to nothing says nothing about the scale, and quotients would overflow.
    return norm > all.deviation() * 1e-20 && norm >= Float.MIN_NORMAL ? norm : 1;
  }

  private SampleStore store(SampleGrid grid) throws IOException {
    return grid.capacity() <= memoryBytes / Float.BYTES
        ? new HeapStore(grid)
        : new FileStore(grid, scratch);
  }

  private static ChannelStatistics estimate(Sample sample, float norm, boolean withHistogram)
      throws IOException, InterruptedException {
    if (sample.moments().count() == 0) {
      return statistics(0, 0, ValueHistogram.NONE);
    }
    ValueHistogram histogram = withHistogram ? sample.histogram() : ValueHistogram.NONE;
    sample.divide(norm);
    double deviation = sample.moments().deviation();
    float median = sample.median(Measure.VALUE);
    float mad = sample.median(Measure.distanceFrom(median));
    sample.clip(median, CLIP * mad);
    median = sample.median(Measure.VALUE);
    double finalMad = sample.median(Measure.distanceFrom(median));
    if (1e5 * finalMad < deviation) {
      // More than half of the pixels are equal, as in a mask.
      finalMad = 0.1 * deviation;
    }
    double background = 3.5 * median - 2.5 * sample.moments().mean();
    return statistics(background * norm, finalMad * norm, histogram);
  }

  private static ChannelStatistics statistics(
      double background, double mad, ValueHistogram histogram) {
    float low = finite(background - LOW * mad);
    float high = finite(background + HIGH * mad);
    if (low >= high) {
      // A constant image: the same cuts around a deviation of a thousandth of its value.
      double step = 1e-3 * Math.max(1, Math.abs(background));
      low = finite(background - LOW * step);
      high = finite(background + HIGH * step);
    }
    return new ChannelStatistics(finite(background), finite(mad), low, high, histogram);
  }

  /// The nearest finite float; +0 for −0.
  private static float finite(double value) {
    return (float) Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE) + 0f;
  }

  /// The statistics of a frame from those of its images, channel by channel: medians of background,
  /// MAD and cuts, and the histogram of all. An image that does not have a channel has no say in
  /// it.
  public static List<ChannelStatistics> combine(List<List<ChannelStatistics>> images) {
    int channels = images.stream().mapToInt(List::size).max().orElse(0);
    List<ChannelStatistics> combined = new ArrayList<>(channels);
    for (int i = 0; i < channels; i++) {
      int channel = i;
      List<ChannelStatistics> present =
          images.stream()
              .filter(image -> image.size() > channel)
              .map(image -> image.get(channel))
              .toList();
      combined.add(
          new ChannelStatistics(
              median(present, ChannelStatistics::background),
              median(present, ChannelStatistics::mad),
              median(present, ChannelStatistics::low),
              median(present, ChannelStatistics::high),
              ValueHistogram.combine(present.stream().map(ChannelStatistics::histogram).toList())));
    }
    return List.copyOf(combined);
  }

  private static float median(
      List<ChannelStatistics> images, ToDoubleFunction<ChannelStatistics> value) {
    double[] sorted = images.stream().mapToDouble(value).toArray();
    Arrays.sort(sorted);
    return (float) ((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
  }
}
