package org.visiomatic.tiler.render;

/// How scaled values become grey levels.
///
/// @param contrast multiplies the scaled value, 0 to 1000
/// @param brightness percent of the contrast added, −100 to 100
/// @param gamma display gamma, 0.1 to 5
/// @param invert whether black and white change places
public record Tone(double contrast, double brightness, double gamma, boolean invert) {}
