package org.visiomatic.tiler.pyramid;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/// How the values of a channel are distributed, as counted on a sample of its pixels: bins of equal
/// width from `low` to `high`, and what is beyond.
///
/// @param low lower end of the first bin, in physical units
/// @param high upper end of the last bin, which includes it
/// @param below values of the sample below `low`
/// @param above values of the sample above `high`
/// @param counts values of the sample in each bin; empty when nothing is known
public record ValueHistogram(float low, float high, long below, long above, List<Long> counts) {

  /// The number of bins.
  public static final int BINS = 256;

  /// Nothing is known.
  public static final ValueHistogram NONE = new ValueHistogram(0, 0, 0, 0, List.of());

  public ValueHistogram {
    counts = List.copyOf(counts);
    if (!(low <= high) || (!counts.isEmpty() && counts.size() != BINS)) {
      throw new IllegalArgumentException(
          "A histogram of %d bins from %s to %s cannot be: it has %d bins or none, in rising order."
              .formatted(counts.size(), low, high, BINS));
    }
  }

  /// The distribution of all values of several channels, as well as their bins tell it. Channels of
  /// which nothing is known have no say.
  public static ValueHistogram combine(List<ValueHistogram> channels) {
    List<ValueHistogram> known = channels.stream().filter(c -> !c.counts.isEmpty()).toList();
    if (known.size() <= 1) {
      return known.isEmpty() ? NONE : known.getFirst();
    }
    float low = (float) known.stream().mapToDouble(ValueHistogram::low).min().orElseThrow();
    float high = (float) known.stream().mapToDouble(ValueHistogram::high).max().orElseThrow();
    // Values up to the upper end of each bin; rounded only at the end, so that none gets lost.
    double[] sums = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      double end = low + (bin + 1) * ((double) high - low) / BINS;
      for (ValueHistogram channel : known) {
        sums[bin] += bin == BINS - 1 ? channel.total() : channel.upTo(end);
      }
    }
    List<Long> counts =
        LongStream.range(0, BINS)
            .map(
                bin ->
                    Math.round(sums[(int) bin]) - (bin == 0 ? 0 : Math.round(sums[(int) bin - 1])))
            .boxed()
            .toList();
    return new ValueHistogram(
        low,
        high,
        known.stream().mapToLong(ValueHistogram::below).sum(),
        known.stream().mapToLong(ValueHistogram::above).sum(),
        Collections.unmodifiableList(counts));
  }

  private long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /// Values in the bins up to some value; those of the bin that it divides are taken for evenly
  /// spread.
  private double upTo(double value) {
    if (value >= high) {
      return total();
    }
    double place = Math.max(0, (value - low) / ((double) high - low) * BINS);
    int whole = Math.min(BINS - 1, (int) place);
    long sum = counts.subList(0, whole).stream().mapToLong(Long::longValue).sum();
    return sum + (place - whole) * counts.get(whole);
  }
}
