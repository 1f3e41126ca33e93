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

/// Applies a look to an image: fills in its default cuts and spreads the mix over its channels.
final class Renderings {

  private Renderings() {}

  static Rendering of(Look look, ServedImage image) {
    List<ChannelStatistics> statistics = image.metadata().statistics();
    int channels = image.pixels().geometry().channels();
    if (look.channel().isPresent()) {
      int shown = look.shown(channels);
      return new Rendering.Mono(
          shown - 1, cuts(look, statistics, shown), look.colourMap(), look.tone());
    }
    List<Cuts> cuts = new ArrayList<>(channels);
    for (int channel = 1; channel <= channels; channel++) {
      cuts.add(cuts(look, statistics, channel));
    }
    return new Rendering.Colour(cuts, matrix(look.mix(), channels), look.tone());
  }

  private static Cuts cuts(Look look, List<ChannelStatistics> statistics, int channel) {
    ChannelStatistics own = statistics.get(channel - 1);
    return look.cuts().getOrDefault(channel, new Cuts(own.low(), own.high()));
  }

  private static float[][] matrix(Map<Integer, Look.Colour> mix, int channels) {
    Map<Integer, float[]> colours = new HashMap<>();
    mix.forEach(
        (channel, colour) ->
            colours.put(channel, new float[] {colour.red(), colour.green(), colour.blue()}));
    return ChannelMix.of(colours, channels);
  }
}
