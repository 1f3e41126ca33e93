package org.visiomatic.tiler.render;

/// Tables from grey to colour.
public enum ColourMap {
  GREY,
  JET,
  COOL,
  /// The older name of [#COOL].
  COLD,
  HOT
}
