package org.visiomatic.serve.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.tiler.encode.PictureFormat;
import org.visiomatic.tiler.render.ColourMap;
import org.visiomatic.tiler.render.Cuts;
import org.visiomatic.tiler.render.Lupton;
import org.visiomatic.tiler.render.Stretch;
import org.visiomatic.tiler.render.Tone;

/// Reads the parameters of a query that shape pictures.
final class LookParser {

  /// Parameters of the curves that a query leaves open: those of astropy.
  private static final double LOG = 1000;

  private static final double ASINH = 0.1;
  private static final double SINH = 1 / 3.0;

  private static final String HISTOGRAM = "histogram";

  private final ImageDefaults defaults;
  private final ParameterValues values;

  /// @param values checked
  LookParser(ImageDefaults defaults, ParameterValues values) {
    this.defaults = defaults;
    this.values = values;
  }

  /// @param accept the `Accept` header of the request
  Look look(Optional<String> accept) {
    OptionalInt channel = channel();
    Optional<ValueForm.Value> stretch = values.named(Parameter.STR);
    boolean equalized = stretch.filter(value -> value.word().equals(HISTOGRAM)).isPresent();
    Lupton lupton = lupton();
    if (channel.isEmpty()) {
      demandColours(stretch, equalized, lupton);
    }
    String map = values.text(Parameter.CMP).orElse("grey");
    // Inversion comes before the map, so a map backwards is the same thing.
    boolean backwards = channel.isPresent() && ColourMap.isReversed(map);
    Tone tone =
        new Tone(
            values.real(Parameter.CNT).orElse(defaults.contrast()),
            values.real(Parameter.BRT).orElse(defaults.brightness()),
            values
                .real(Parameter.GAM)
                .orElse(hasOwnCurve(channel, stretch, lupton) ? 1 : defaults.gamma()),
            values.has(Parameter.INV) != backwards,
            stretch.map(LookParser::stretch).orElse(Stretch.LINEAR));
    return new Look(
        channel,
        ColourMap.named(map).orElseThrow(),
        tone,
        equalized,
        new Encoding(format(accept), values.whole(Parameter.QLT).orElse(defaults.quality())),
        cuts(),
        rules(),
        mix(),
        values.real(Parameter.SAT).orElse(1),
        channel.isEmpty() ? lupton : null,
        values.whole(Parameter.SCL).orElse(1),
        !values.has(Parameter.FMT));
  }

  private static boolean hasOwnCurve(
      OptionalInt channel, Optional<ValueForm.Value> stretch, @Nullable Lupton lupton) {
    return stretch.isPresent() || (channel.isEmpty() && lupton != null);
  }

  private static void demandColours(
      Optional<ValueForm.Value> stretch, boolean equalized, @Nullable Lupton lupton) {
    if (equalized) {
      throw RefusedRequestException.senseless(
          "STR", "A histogram belongs to one channel; give CHAN, or another stretch");
    }
    if (lupton != null && stretch.filter(value -> !value.word().equals("linear")).isPresent()) {
      throw RefusedRequestException.senseless(
          "STR", "LUP is a stretch of its own; leave STR or LUP out");
    }
  }

  /// A picture of channel 0 or less would be a silent mistake, so it is refused; `VAL` and `PFL`
  /// answer null there.
  private OptionalInt channel() {
    List<Integer> channels = values.wholes(Parameter.CHAN);
    if (channels.isEmpty()) {
      return OptionalInt.empty();
    }
    if (channels.getFirst() < 1) {
      throw new RefusedRequestException(
          422,
          List.of(
              new ParameterError(
                  List.of("query", "CHAN", 0),
                  "ensure this value is greater than or equal to 1",
                  "value_error.number.not_ge",
                  Map.of("limit_value", 1))));
    }
    return OptionalInt.of(channels.getFirst());
  }

  /// `histogram` is made when the pixels are known.
  private static Stretch stretch(ValueForm.Value value) {
    return switch (value.word()) {
      case "linear", HISTOGRAM -> Stretch.LINEAR;
      case "sqrt" -> new Stretch.Power(0.5);
      case "squared" -> new Stretch.Power(2);
      case "log" -> new Stretch.Log(value.number(0, LOG));
      case "asinh" -> new Stretch.Asinh(value.number(0, ASINH));
      case "sinh" -> new Stretch.Sinh(value.number(0, SINH));
      case "power" -> new Stretch.Power(value.numbers().getFirst());
      default -> throw new IllegalStateException("The stretch " + value + " was not checked.");
    };
  }

  private @Nullable Lupton lupton() {
    return values
        .named(Parameter.LUP)
        .map(value -> new Lupton(value.numbers().get(0), value.numbers().get(1)))
        .orElse(null);
  }

  private PictureFormat format(Optional<String> accept) {
    return values
        .text(Parameter.FMT)
        .map(name -> PictureFormat.valueOf(name.toUpperCase(Locale.ROOT)))
        .or(() -> accept.map(Accept::choose))
        .orElse(PictureFormat.JPEG);
  }

  private SortedMap<Integer, Cuts> cuts() {
    SortedMap<Integer, Cuts> cuts = new TreeMap<>();
    for (Matcher given : values.matches(Parameter.MINMAX)) {
      cuts.put(RequestParser.number(given, 1), new Cuts(real(given, 2), real(given, 3)));
    }
    return cuts;
  }

  private SortedMap<Integer, Look.Colour> mix() {
    SortedMap<Integer, Look.Colour> mix = new TreeMap<>();
    for (Matcher given : values.matches(Parameter.MIX)) {
      mix.put(
          RequestParser.number(given, 1),
          new Look.Colour(real(given, 2), real(given, 3), real(given, 4)));
    }
    return mix;
  }

  private SortedMap<Integer, CutRule> rules() {
    SortedMap<Integer, CutRule> rules = new TreeMap<>();
    for (ValueForm.Value given : values.allNamed(Parameter.CUT)) {
      rules.put(given.channel(), rule(given));
    }
    return rules;
  }

  private static CutRule rule(ValueForm.Value value) {
    return switch (value.word()) {
      case "percentile" -> new CutRule.Percentile(value.numbers().get(0), value.numbers().get(1));
      case "zscale" -> new CutRule.Zscale(value.number(0, 0.25));
      case "mad" -> new CutRule.Mad(value.numbers().get(0), value.numbers().get(1));
      default -> throw new IllegalStateException("The rule " + value + " was not checked.");
    };
  }

  /// A number of any size as a finite float.
  private static float real(Matcher matcher, int group) {
    double value = Double.parseDouble(matcher.group(group));
    return (float) Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE) + 0f;
  }
}
