package org.visiomatic.tiler.batch;

/// How a batch as a whole went. Where several hold, the first of this list counts.
public enum Outcome {
  /// It was stopped before its end; running it again does the rest.
  INTERRUPTED,
  /// Something outside of the images kept it from going on.
  BROKEN,
  /// It was not begun because it would not have fitted.
  REFUSED,
  /// Not one input could be read.
  NO_INPUT,
  /// Some inputs failed.
  SOME_FAILED,
  /// All went well but for images that other processes were building.
  BUSY,
  /// Every image has its pyramid.
  COMPLETE
}
