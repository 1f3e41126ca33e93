package org.visiomatic.shell.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.visiomatic.tiler.pyramid.Finding;

/// What came of one pyramid.
///
/// @param pyramid its folder
/// @param state how it is now
/// @param findings what was found
/// @param remedy what was done about it, or why nothing was, in a sentence; empty when there was
///   nothing to do
record Result(Path pyramid, State state, List<Finding> findings, String remedy) {

  Result {
    findings = List.copyOf(findings);
  }

  /// How a pyramid is.
  enum State {
    /// Whole.
    GOOD,
    /// Not whole.
    DAMAGED,
    /// It was damaged and is whole again.
    REPAIRED,
    /// It was damaged, could not be built again, and was removed.
    REMOVED,
    /// Of another version of the format, or gone before it could be looked at.
    SKIPPED,
    /// It could not be looked at.
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
