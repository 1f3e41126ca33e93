package org.visiomatic.tiler.batch;

import org.visiomatic.tiler.build.Demand;
import org.visiomatic.tiler.pyramid.CacheLimits;

/// How a batch goes about its work.
///
/// @param jobs images at the same time, at least 1
/// @param demand which pyramids are good enough, and how long to wait for other processes
/// @param failFast whether no other image is begun after the first failure
/// @param verify whether pyramids are read back and checked; current ones that are damaged are
///   built again
/// @param limits what the cache may hold afterwards
public record BatchOptions(
    int jobs, Demand demand, boolean failFast, boolean verify, CacheLimits limits) {

  public BatchOptions {
    if (jobs < 1) {
      throw new IllegalArgumentException("A batch needs at least one job, not " + jobs + ".");
    }
  }
}
