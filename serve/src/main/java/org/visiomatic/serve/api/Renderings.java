package org.visiomatic.serve.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
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

  /// 3 × channels weights. Red, green and blue are interpolated linearly over the channel number
  /// between the given channels, constant outside of them, and scaled by 3/channels. Without any
  /// given channel all are ones: a plain sum.
  static float[][] matrix(SortedMap<Integer, Look.Colour> mix, int channels) {
    float[][] matrix = new float[3][channels];
    if (mix.isEmpty()) {
      for (float[] row : matrix) {
        Arrays.fill(row, 1);
      }
      return matrix;
    }
    double scale = 3.0 / channels;
    for (int channel = 1; channel <= channels; channel++) {
      SortedMap<Integer, Look.Colour> above = mix.tailMap(channel);
      SortedMap<Integer, Look.Colour> upTo = mix.headMap(channel + 1);
      int high = above.isEmpty() ? mix.lastKey() : above.firstKey();
      int low = upTo.isEmpty() ? mix.firstKey() : upTo.lastKey();
      double weight = high <= low ? 0 : (double) (channel - low) / (high - low);
      double[] from = primaries(mix, low);
      double[] to = primaries(mix, high);
      for (int primary = 0; primary < 3; primary++) {
        double value = from[primary] + weight * (to[primary] - from[primary]);
        matrix[primary][channel - 1] = (float) (scale * value);
      }
    }
    return matrix;
  }

  private static double[] primaries(SortedMap<Integer, Look.Colour> mix, int channel) {
    Look.Colour colour = mix.get(channel);
    if (colour == null) {
      throw new IllegalArgumentException("Channel " + channel + " has no colour.");
    }
    return new double[] {colour.red(), colour.green(), colour.blue()};
  }
}
