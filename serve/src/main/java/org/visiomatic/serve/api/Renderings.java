package org.visiomatic.serve.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.render.ChannelMix;
import org.visiomatic.tiler.render.Cuts;
import org.visiomatic.tiler.render.Rendering;
import org.visiomatic.tiler.render.Tone;

/// Applies a look to an image: fills in its default cuts and spreads the mix over its channels.
final class Renderings {

  private Renderings() {}

  /// @param samples where pixels are looked at, for cuts and curves that depend on them
  static Rendering of(Look look, ServedImage image, PixelSamples samples) {
    int channels = image.pixels().geometry().channels();
    if (look.channel().isPresent()) {
      int shown = look.shown(channels);
      Cuts cuts = cuts(look, image, samples, shown);
      Tone tone =
          look.equalized()
              ? look.tone().with(samples.of(image, shown - 1).equalizing(cuts, look.tone()))
              : look.tone();
      return new Rendering.Mono(shown - 1, cuts, look.colourMap(), tone);
    }
    List<Cuts> cuts = new ArrayList<>(channels);
    for (int channel = 1; channel <= channels; channel++) {
      cuts.add(cuts(look, image, samples, channel));
    }
    float[][] matrix = matrix(look.mix(), channels);
    return new Rendering.Colour(
        cuts,
        look.saturation() == 1 ? matrix : ChannelMix.saturate(matrix, look.saturation()),
        look.tone(),
        look.lupton());
  }

  private static Cuts cuts(Look look, ServedImage image, PixelSamples samples, int channel) {
    Cuts given = look.cuts().get(channel);
    if (given != null) {
      return given;
    }
    ChannelStatistics own = image.metadata().statistics().get(channel - 1);
    return look.rule(channel)
        .map(rule -> rule.of(own, () -> samples.of(image, channel - 1)))
        .orElseGet(() -> CutRule.usual(own));
  }

  private static float[][] matrix(Map<Integer, Look.Colour> mix, int channels) {
    Map<Integer, float[]> colours = new HashMap<>();
    mix.forEach(
        (channel, colour) ->
            colours.put(channel, new float[] {colour.red(), colour.green(), colour.blue()}));
    return ChannelMix.of(colours, channels);
  }
}
