package org.visiomatic.serve;

import java.util.List;

/// What came of reading the configuration again.
public sealed interface Reloaded {

  /// It is followed.
  ///
  /// @param changed settings that differ from before
  /// @param waiting settings that differ from those of the start, and that only a restart can
  ///   follow
  record Followed(List<String> changed, List<String> waiting) implements Reloaded {

    public Followed {
      changed = List.copyOf(changed);
      waiting = List.copyOf(waiting);
    }
  }

  /// It cannot be used, and all stays as it was.
  ///
  /// @param reason a finished sentence
  record Refused(String reason) implements Reloaded {}
}
