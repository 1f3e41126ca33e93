package org.visiomatic.shell.verify;

/// How a verification ended.
public enum Verdict {
  /// Every pyramid is whole, or is so again.
  GOOD,
  /// Some pyramids are damaged, or were and are gone now.
  DAMAGED,
  /// Some pyramids could not be looked at.
  FAILED,
  /// There was nothing to verify at one of the places.
  NOTHING
}
