package org.visiomatic.tiler.batch;

import java.util.Locale;

/// How one image of a batch ended.
public enum Status {
  /// Its pyramid was made.
  BUILT,
  /// Its pyramid was there and up to date.
  CURRENT,
  /// Nothing was wrong with it, but it has no pyramid; see the [Reason].
  SKIPPED,
  /// It could not be tiled; see the [Reason].
  FAILED;

  /// The name in manifests.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
