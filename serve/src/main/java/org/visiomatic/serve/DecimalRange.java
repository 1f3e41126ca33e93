package org.visiomatic.serve;

/// The numbers that a setting takes; never NaN.
///
/// @param least smallest one allowed
/// @param most largest one allowed
public record DecimalRange(double least, double most) {

  /// Whether a value is allowed.
  public boolean contains(double value) {
    return value >= least && value <= most;
  }

  /// Refuses what is outside, and says which limit it breaks.
  ///
  /// @param setting name of the setting
  void check(String setting, double value) {
    if (!contains(value)) {
      throw new IllegalArgumentException(
          "The setting %s is %s, but it must be between %s and %s."
              .formatted(setting, value, least, most));
    }
  }
}
