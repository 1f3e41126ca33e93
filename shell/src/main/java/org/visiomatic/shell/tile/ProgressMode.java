package org.visiomatic.shell.tile;

/// How progress is shown.
public enum ProgressMode {
  /// A bar on a terminal, lines elsewhere.
  AUTO,
  /// A line that redraws itself.
  BAR,
  /// A line every ten seconds.
  PLAIN,
  /// A JSON object per event.
  JSON,
  /// Not at all.
  NONE
}
