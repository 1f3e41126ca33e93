package org.visiomatic.serve;

/// Checks settings against their limits; a value outside says which limit it breaks.
final class Limits {

  private Limits() {}

  static void check(String setting, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "The setting %s is %d, but it must be between %d and %d."
              .formatted(setting, value, low, high));
    }
  }

  static void check(String setting, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "The setting %s is %s, but it must be between %s and %s."
              .formatted(setting, value, low, high));
    }
  }

  /// A URL path: starts with a slash, does not end with one, and holds nothing that would need
  /// encoding.
  static void checkPath(String setting, String path) {
    if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw new IllegalArgumentException(
          "The setting %s is \"%s\", but it must be a path like /name, of letters, digits and . _ ~ -, without a slash at the end."
              .formatted(setting, path));
    }
  }
}
