package org.visiomatic.serve.ops;

import java.util.concurrent.atomic.LongAdder;

/// Durations, counted in buckets that grow by steps of about two from a tenth of a millisecond to
/// half a minute. Adding one takes some nanoseconds, locks nothing and allocates nothing.
public final class Histogram {

  /// Upper bounds of the buckets in nanoseconds; the last bucket has none.
  private static final long[] BOUNDS = {
    100_000L,
    250_000L,
    500_000L,
    1_000_000L,
    2_500_000L,
    5_000_000L,
    10_000_000L,
    25_000_000L,
    50_000_000L,
    100_000_000L,
    250_000_000L,
    500_000_000L,
    1_000_000_000L,
    2_500_000_000L,
    5_000_000_000L,
    10_000_000_000L,
    30_000_000_000L
  };

  private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
  private final LongAdder nanos = new LongAdder();

  /// An empty histogram.
  public Histogram() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  /// Counts a duration; what is negative counts as nothing.
  public void add(long durationNanos) {
    int bucket = 0;
    while (bucket < BOUNDS.length && durationNanos > BOUNDS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    nanos.add(Math.max(0, durationNanos));
  }

  /// How many were counted.
  public long count() {
    long count = 0;
    for (LongAdder bucket : buckets) {
      count += bucket.sum();
    }
    return count;
  }

  /// All of them together, in seconds.
  public double seconds() {
    return nanos.sum() / 1e9;
  }

  /// Writes the samples of one family member.
  ///
  /// @param labels of the member, such as `stage="send"`; empty for none
  void write(Exposition out, String labels) {
    String separator = labels.isEmpty() ? "" : ",";
    long below = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      below += buckets[i].sum();
      out.sample("_bucket", labels + separator + "le=\"" + BOUNDS[i] / 1e9 + '"', below);
    }
    long all = below + buckets[BOUNDS.length].sum();
    out.sample("_bucket", labels + separator + "le=\"+Inf\"", all);
    out.sample("_sum", labels, seconds());
    // The same sum as the last bucket, or a scrape in the middle of traffic would contradict
    // itself.
    out.sample("_count", labels, all);
  }
}
