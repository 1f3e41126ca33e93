package org.visiomatic.serve.library;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Mean of the latest durations of some work; each weighs a little less than the next. Safe for use
/// by many threads.
final class RecentMean {

  /// About so many durations count.
  private static final int MEMORY = 16;

  private static final long NONE = -1;

  private final AtomicLong nanos = new AtomicLong(NONE);

  /// Takes one in.
  void add(long durationNanos) {
    nanos.accumulateAndGet(
        Math.max(0, durationNanos),
        (mean, next) -> mean == NONE ? next : mean + (next - mean) / MEMORY);
  }

  /// How long work takes that waits in line; nothing as long as none has been done.
  ///
  /// @param count how many wait
  /// @param hands how many are worked on at the same time
  Duration of(int count, int hands) {
    return Duration.ofNanos(Math.max(0, nanos.get()) / hands * count);
  }
}
