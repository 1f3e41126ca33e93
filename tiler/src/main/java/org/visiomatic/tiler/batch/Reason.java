package org.visiomatic.tiler.batch;

import java.util.Locale;

/// Why an image has no pyramid. A closed set: `docs/reference/manifest.md` says what to do about
/// each.
public enum Reason {
  /// There is no such file.
  MISSING,
  /// The file holds no image that can be read.
  UNREADABLE,
  /// The file is fine but holds no image, as one of tables alone.
  NO_IMAGE,
  /// The file may not be read by this user.
  PERMISSION,
  /// The file kept changing while it was read.
  CHANGED,
  /// Another process builds it.
  BUSY,
  /// The batch was stopped before it was done.
  INTERRUPTED,
  /// The disk of the cache is full.
  DISK_FULL,
  /// An image before it failed, and the batch was to end with the first failure.
  FAIL_FAST,
  /// The batch would not have fitted and was not begun.
  PREFLIGHT,
  /// The cache folder has gone or may no longer be written.
  CACHE_LOST,
  /// The manifest could not be written.
  MANIFEST,
  /// The pyramid that was made failed its verification.
  DAMAGED,
  /// Reading or writing failed in another way.
  IO,
  /// A defect of the program.
  DEFECT;

  /// Whether it says that an input could not be read at all.
  boolean isOfInput() {
    return this == MISSING || this == UNREADABLE || this == NO_IMAGE || this == PERMISSION;
  }

  /// The name in manifests.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
