package org.visiomatic.serve.api;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.encode.PictureFormat;
import org.visiomatic.tiler.render.ColourMap;
import org.visiomatic.tiler.render.Cuts;
import org.visiomatic.tiler.render.Lupton;
import org.visiomatic.tiler.render.Stretch;
import org.visiomatic.tiler.render.Tone;

/// How a visitor wants pixels to look, independent of any image.
///
/// @param channel the only channel to show, from 1; empty for a mix of all
/// @param colourMap of a single channel
/// @param tone contrast, brightness, gamma, inversion
/// @param equalized whether the stretch follows the pixels of the channel, in place of that of the
///   tone
/// @param encoding kind and quality of the file
/// @param cuts by channel, from 1
/// @param rules for the cuts of channels from 1 that have none of their own; that of channel 0 is
///   for all others; channels without any keep their default cuts
/// @param mix colour by channel, from 1; empty for equal parts of all
/// @param saturation of the mix; 1 leaves it alone
/// @param lupton composition of the mix; null for none
/// @param scale 2 for twice as many pixels each way, else 1
/// @param negotiated whether the `Accept` header of the request had a say in the kind of file
public record Look(
    OptionalInt channel,
    ColourMap colourMap,
    Tone tone,
    boolean equalized,
    Encoding encoding,
    SortedMap<Integer, Cuts> cuts,
    SortedMap<Integer, CutRule> rules,
    SortedMap<Integer, Colour> mix,
    double saturation,
    @Nullable Lupton lupton,
    int scale,
    boolean negotiated) {

  public Look {
    cuts = new TreeMap<>(cuts);
    rules = new TreeMap<>(rules);
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
      } else {
        appendRule(text, shown);
      }
      if (equalized) {
        text.append(";histogram");
      }
    } else {
      text.append('*');
      cuts.headMap(channels + 1).forEach((number, own) -> append(text, number, own));
      // The rule for all is written once: there may be thousands of channels.
      rules.headMap(channels + 1).keySet().stream()
          .filter(number -> !cuts.containsKey(number))
          .forEach(number -> appendRule(text, number));
      for (Map.Entry<Integer, Colour> entry : mix.entrySet()) {
        Colour colour = entry.getValue();
        text.append(";x").append(entry.getKey()).append(':').append(colour.red());
        text.append(',').append(colour.green()).append(',').append(colour.blue());
      }
      // Without colours there is nothing to saturate.
      if (saturation != 1 && !mix.isEmpty()) {
        text.append(";s").append(saturation);
      }
      if (lupton != null) {
        text.append(";l").append(lupton.q()).append(',').append(lupton.stretch());
      }
    }
    text.append(';').append(tone.contrast()).append(';').append(tone.brightness());
    text.append(';').append(tone.gamma()).append(';').append(tone.invert());
    if (!(tone.stretch() instanceof Stretch.Linear)) {
      text.append(';').append(tone.stretch());
    }
    if (encoding.format() != PictureFormat.JPEG) {
      text.append(';').append(encoding.format());
    }
    return encoding.format().isLossy()
        ? text.append(';').append(encoding.quality()).toString()
        : text.toString();
  }

  /// The channel to show, from 1; the first one when there are not so many.
  int shown(int channels) {
    int asked = channel.orElseThrow();
    return asked > channels ? 1 : asked;
  }

  /// The rule for the cuts of a channel that has none given.
  Optional<CutRule> rule(int number) {
    return Optional.ofNullable(rules.getOrDefault(number, rules.get(0)));
  }

  /// Whether pixels of level 0 have a say in how an image looks.
  boolean samples() {
    return equalized || rules.values().stream().anyMatch(CutRule::samples);
  }

  private void appendRule(StringBuilder text, int number) {
    rule(number).ifPresent(rule -> text.append(";m").append(number).append(':').append(rule));
  }

  private static void append(StringBuilder text, int channel, Cuts own) {
    text.append(";m").append(channel).append(':').append(own.low()).append(',').append(own.high());
  }
}
