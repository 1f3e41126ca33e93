package org.visiomatic.shell.repl;

import java.util.List;

/// Knows how words can be completed. It is asked while the user waits: it answers at once, or with
/// less than it could know, and never complains.
@FunctionalInterface
public interface Suggestions {

  /// The ways to complete a word. Those that do not fit its beginning are left out later.
  ///
  /// @param words what stands before it: nothing when it is the verb itself
  /// @param beginning what has been typed of it
  List<Suggestion> after(List<String> words, String beginning);
}
