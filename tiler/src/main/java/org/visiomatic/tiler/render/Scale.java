package org.visiomatic.tiler.render;

/// The line that takes pixel values to 0 for black and 1 for white: (x − low)·factor + offset.
///
/// `low` is subtracted first because the difference of two near floats is exact, while a product
/// with the factor would already be rounded to the size of `low`.
///
/// @param low value that contrast and brightness turn around
/// @param factor contrast / (high − low)
/// @param offset brightness × contrast / 100
record Scale(float low, float factor, float offset) {

  /// Values that are scaled already.
  static final Scale NONE = new Scale(0, 1, 0);

  /// A step at `low`.
  private static final float STEP = 1e30f;

  /// The scale of a single channel; cuts without extent make a step.
  static Scale mono(Cuts cuts, Tone tone) {
    return new Scale(cuts.low(), cuts.high() > cuts.low() ? slope(cuts, tone) : STEP, offset(tone));
  }

  /// The scale of one of several channels; the pixels of one whose cuts have no extent do not
  /// count.
  static Scale mixed(Cuts cuts, Tone tone) {
    return new Scale(cuts.low(), cuts.high() > cuts.low() ? slope(cuts, tone) : 0, offset(tone));
  }

  private static float slope(Cuts cuts, Tone tone) {
    return (float) (tone.contrast() / ((double) cuts.high() - cuts.low()));
  }

  private static float offset(Tone tone) {
    return (float) (0.01 * tone.contrast() * tone.brightness());
  }
}
