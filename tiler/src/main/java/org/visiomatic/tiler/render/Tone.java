package org.visiomatic.tiler.render;

/// How scaled values become grey levels.
///
/// @param contrast multiplies the scaled value, 0 to 1000
/// @param brightness percent of the contrast added, −100 to 100
/// @param gamma display gamma, 0.1 to 5
/// @param invert whether black and white change places
/// @param stretch curve between scaling and gamma
public record Tone(
    double contrast, double brightness, double gamma, boolean invert, Stretch stretch) {

  public Tone {
    require("contrast", contrast, 0, 1000);
    require("brightness", brightness, -100, 100);
    require("gamma", gamma, 0.1, 5);
  }

  /// A tone without a curve of its own.
  public Tone(double contrast, double brightness, double gamma, boolean invert) {
    this(contrast, brightness, gamma, invert, Stretch.LINEAR);
  }

  /// The same with another curve.
  public Tone with(Stretch other) {
    return new Tone(contrast, brightness, gamma, invert, other);
  }

  private static void require(String name, double value, double low, double high) {
    // Written so that NaN fails too.
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "A %s of %s was asked for, but it must be between %s and %s."
              .formatted(name, value, low, high));
    }
  }
}
