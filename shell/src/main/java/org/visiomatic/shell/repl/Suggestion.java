package org.visiomatic.shell.repl;

/// One way to complete a word.
///
/// @param value the whole word
/// @param display what stands for it in the list
/// @param description what it is, in a few words; empty when it speaks for itself
/// @param group heading of its part of the list; empty for none
/// @param isWhole whether a blank may follow, rather than more of the same word
public record Suggestion(
    String value, String display, String description, String group, boolean isWhole) {

  /// A word that stands for itself.
  public static Suggestion of(String value, String description, String group) {
    return new Suggestion(value, value, description, group, true);
  }

  /// The same as the end of a longer word.
  public Suggestion after(String begin) {
    return new Suggestion(begin + value, display, description, group, isWhole);
  }
}
