package org.visiomatic.tiler.render;

/// The formulas of the renderer as they are written down, in double precision, a pixel at a time:
/// what the fast kernels are compared with.
final class PlainTone {

  private PlainTone() {}

  static int mono(float pixel, Cuts cuts, Tone tone) {
    double x = Float.isNaN(pixel) ? cuts.low() : pixel;
    double factor =
        cuts.high() > cuts.low() ? tone.contrast() / ((double) cuts.high() - cuts.low()) : 1e30;
    return level((x - cuts.low()) * factor + offset(tone), tone);
  }

  /// One colour of several channels.
  static int mixed(float[] pixels, Cuts[] cuts, float[] weights, Tone tone) {
    double sum = 0;
    for (int c = 0; c < pixels.length; c++) {
      double x = Float.isNaN(pixels[c]) ? cuts[c].low() : pixels[c];
      double scaled =
          cuts[c].high() > cuts[c].low()
              ? (x - cuts[c].low()) * tone.contrast() / ((double) cuts[c].high() - cuts[c].low())
              : 0;
      sum += weights[c] * Math.clamp(scaled + offset(tone), -1e30, 1e30);
    }
    return level(sum, tone);
  }

  private static double offset(Tone tone) {
    return 0.01 * tone.contrast() * tone.brightness();
  }

  static int level(double value, Tone tone) {
    double v = Math.clamp(value, 0.0, 1.0);
    int level = (int) Math.floor(255.49 * Math.pow(v, 1 / tone.gamma()));
    return tone.invert() ? 255 - level : level;
  }
}
