package org.visiomatic.tiler.stats;

/// How many values fell into each bin. Threads count for themselves and add what they have.
final class Histogram {

  private final long[] bins;

  Histogram(int size) {
    bins = new long[size];
  }

  /// Adds the counts of one thread.
  synchronized void add(int[] counts) {
    for (int bin = 0; bin < bins.length; bin++) {
      bins[bin] += counts[bin];
    }
  }

  /// Adds some values of one bin.
  synchronized void add(int bin, long count) {
    bins[bin] += count;
  }

  /// Where a value stands when all are put in order.
  ///
  /// @param rank how many values come before it
  synchronized Place find(long rank) {
    long rest = rank;
    for (int bin = 0; bin < bins.length; bin++) {
      if (rest < bins[bin]) {
        return new Place(bin, rest);
      }
      rest -= bins[bin];
    }
    throw new IllegalArgumentException(
        "The value of rank %d was asked for, but there are only %d values."
            .formatted(rank, rank - rest));
  }

  /// The number of values in a bin.
  synchronized long count(int bin) {
    return bins[bin];
  }

  /// A bin, and how many of the values in it come before the one that was sought.
  record Place(int bin, long rest) {}
}
