package org.visiomatic.serve.library;

import java.time.Duration;
import java.util.function.LongSupplier;

/// When those who are turned away should come back: one after the other, as if they stood in a
/// second line behind the first.
///
/// If all came back after the work that is in line, most would come for nothing, again and again. A
/// time that was given away counts until it has come, whether or not somebody comes then. For one
/// thread at a time.
final class Appointments {

  /// How far behind the line times are given away: whoever asks again and again without waiting
  /// must not keep the others away for longer.
  static final Duration FARTHEST = Duration.ofSeconds(10);

  /// One picture of so many is for somebody who was turned away. The others are for those who were
  /// in line and come again. This bounds what refusals cost: there are not more of them than that,
  /// however many visitors come back and find the line full.
  static final int SHARE = 4;

  private final LongSupplier clock;

  /// When the next time is that was not given away.
  private long nextFree;

  /// @param clock nanoseconds from any beginning
  Appointments(LongSupplier clock) {
    this.clock = clock;
    nextFree = clock.getAsLong();
  }

  /// Gives a time away.
  ///
  /// @param line how long it takes until all that is in line has been begun
  /// @param picture how long it takes on average until the line moves on by one
  /// @return how long from now
  Duration next(Duration line, Duration picture) {
    long now = clock.getAsLong();
    long nearest = line.toNanos();
    long given = Math.clamp(nextFree - now, nearest, nearest + FARTHEST.toNanos());
    nextFree = now + given + SHARE * picture.toNanos();
    return Duration.ofNanos(given);
  }
}
