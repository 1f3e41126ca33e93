package org.visiomatic.tiler.build;

import java.time.Duration;
import java.util.Optional;

/// What somebody who wants the pyramid of an image insists on.
///
/// @param force whether it is built even when there is a current one
/// @param exactStorage whether one that is stored otherwise than the options say is not good enough
/// @param patience how long to wait for another build of the same image; empty for as long as it
///   takes
public record Demand(boolean force, boolean exactStorage, Optional<Duration> patience) {

  /// Any current pyramid, however it is stored and whoever builds it.
  public static final Demand ANY = new Demand(false, false, Optional.empty());
}
