package org.visiomatic.serve.api;

import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.visiomatic.tiler.render.ColourMap;
import org.visiomatic.tiler.render.Cuts;
import org.visiomatic.tiler.render.Tone;

/// How a visitor wants pixels to look, independent of any image.
///
/// @param channel the only channel to show, from 1; empty for a mix of all
/// @param colourMap of a single channel
/// @param tone contrast, brightness, gamma, inversion
/// @param quality of the JPEG file
/// @param cuts by channel, from 1; the others keep their default cuts
/// @param mix colour by channel, from 1; empty for equal parts of all
public record Look(
    OptionalInt channel,
    ColourMap colourMap,
    Tone tone,
    int quality,
    SortedMap<Integer, Cuts> cuts,
    SortedMap<Integer, Colour> mix) {

  public Look {
    cuts = new TreeMap<>(cuts);
    mix = new TreeMap<>(mix);
  }

  /// Weights of one channel in the three primaries.
  public record Colour(float red, float green, float blue) {}

  /// Everything that shapes pictures of an image with so many channels, and nothing else: looks
  /// that give the same picture give the same text.
  String canonical(int channels) {
    StringBuilder text = new StringBuilder(64);
    if (channel.isPresent()) {
      int shown = shown(channels);
      text.append(shown).append(';').append(colourMap);
      Cuts own = cuts.get(shown);
      if (own != null) {
        append(text, shown, own);
      }
    } else {
      text.append('*');
      cuts.headMap(channels + 1).forEach((number, own) -> append(text, number, own));
      for (Map.Entry<Integer, Colour> entry : mix.entrySet()) {
        Colour colour = entry.getValue();
        text.append(";x").append(entry.getKey()).append(':').append(colour.red());
        text.append(',').append(colour.green()).append(',').append(colour.blue());
      }
    }
    text.append(';').append(tone.contrast()).append(';').append(tone.brightness());
    text.append(';').append(tone.gamma()).append(';').append(tone.invert());
    return text.append(';').append(quality).toString();
  }

  /// The channel to show, from 1; the first one when there are not so many.
  int shown(int channels) {
    int asked = channel.orElseThrow();
    return asked > channels ? 1 : asked;
  }

  private static void append(StringBuilder text, int channel, Cuts own) {
    text.append(";m").append(channel).append(':').append(own.low()).append(',').append(own.high());
  }
}
