package org.visiomatic.serve;

/// The whole numbers that a setting takes.
///
/// @param least smallest one allowed
/// @param most largest one allowed
public record WholeRange(long least, long most) {

  /// Whether a value is allowed.
  public boolean contains(long value) {
    return value >= least && value <= most;
  }

  /// Refuses what is outside, and says which limit it breaks.
  ///
  /// @param setting name of the setting
  void check(String setting, long value) {
    if (!contains(value)) {
      throw new IllegalArgumentException(
          "The setting %s is %d, but it must be between %d and %d."
              .formatted(setting, value, least, most));
    }
  }
}
