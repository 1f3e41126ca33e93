package org.visiomatic.serve.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.tiler.render.ColourMap;
import org.visiomatic.tiler.render.Cuts;
import org.visiomatic.tiler.render.Tone;

/// Turns queries into requests. When a query asks for several things, the first of `obj`, `INFO`,
/// `PFL`, `VAL`, `JTL`, `RGN` is meant.
public final class RequestParser {

  /// What must be present for a query without `FIF` to mean the only image.
  private static final List<Parameter> VERBS =
      List.of(
          Parameter.OBJ,
          Parameter.INFO,
          Parameter.PFL,
          Parameter.VAL,
          Parameter.JTL,
          Parameter.RGN);

  private final ImageDefaults defaults;
  private final Optional<String> onlyImage;

  /// @param onlyImage the image that is meant whatever a query says; empty when there are many
  public RequestParser(ImageDefaults defaults, Optional<String> onlyImage) {
    this.defaults = defaults;
    this.onlyImage = onlyImage;
  }

  /// Reads a query.
  ///
  /// @throws RefusedRequestException with every bad parameter
  public ApiRequest parse(QueryString query) {
    ParameterValues values = new ParameterValues(query);
    values.demandGood();
    Optional<String> image = image(values);
    return image.isEmpty() ? new ApiRequest.Banner() : request(image.get(), values);
  }

  /// The image that a query names, whatever else it says; for requests about progress.
  ///
  /// @throws RefusedRequestException when it names none
  public String image(QueryString query) {
    ParameterValues values = new ParameterValues(query);
    values.demandGood();
    return onlyImage
        .or(() -> values.text(Parameter.FIF))
        .orElseThrow(
            () ->
                new RefusedRequestException(
                    422,
                    List.of(ParameterError.of("FIF", "field required", "value_error.missing"))));
  }

  private Optional<String> image(ParameterValues values) {
    Optional<String> named = values.text(Parameter.FIF);
    if (onlyImage.isPresent()) {
      boolean meant = named.isPresent() || VERBS.stream().anyMatch(values::has);
      return meant ? onlyImage : Optional.empty();
    }
    return named;
  }

  private ApiRequest request(String image, ParameterValues values) {
    if (values.has(Parameter.OBJ)) {
      return new ApiRequest.TextHeader(image);
    }
    if (values.has(Parameter.INFO)) {
      return new ApiRequest.Model(image);
    }
    if (values.has(Parameter.PFL)) {
      return new ApiRequest.Profile(
          image, values.wholes(Parameter.CHAN), line(values, Parameter.PFL));
    }
    if (values.has(Parameter.VAL)) {
      Matcher point = values.match(Parameter.VAL).orElseThrow();
      return new ApiRequest.Values(
          image, values.wholes(Parameter.CHAN), number(point, 1), number(point, 2));
    }
    Optional<String> version = values.text(Parameter.VER);
    if (values.has(Parameter.JTL)) {
      Matcher tile = values.match(Parameter.JTL).orElseThrow();
      return new ApiRequest.Tile(image, number(tile, 1), number(tile, 2), look(values), version);
    }
    if (values.has(Parameter.RGN)) {
      int binning = values.whole(Parameter.BIN).orElse(1);
      return new ApiRequest.Region(
          image, line(values, Parameter.RGN), binning, look(values), version);
    }
    return new ApiRequest.NoOperation(image);
  }

  private Look look(ParameterValues values) {
    Tone tone =
        new Tone(
            values.real(Parameter.CNT).orElse(defaults.contrast()),
            values.real(Parameter.BRT).orElse(defaults.brightness()),
            values.real(Parameter.GAM).orElse(defaults.gamma()),
            values.has(Parameter.INV));
    return new Look(
        channel(values),
        colourMap(values),
        tone,
        values.whole(Parameter.QLT).orElse(defaults.quality()),
        cuts(values),
        mix(values));
  }

  /// A picture of channel 0 or less would be a silent mistake, so it is refused; `VAL` and `PFL`
  /// answer null there.
  private static OptionalInt channel(ParameterValues values) {
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

  private static ColourMap colourMap(ParameterValues values) {
    ColourMap map =
        values
            .text(Parameter.CMP)
            .map(name -> ColourMap.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(ColourMap.GREY);
    // Two names for one table must not make two pictures.
    return map == ColourMap.COLD ? ColourMap.COOL : map;
  }

  private static SortedMap<Integer, Cuts> cuts(ParameterValues values) {
    SortedMap<Integer, Cuts> cuts = new TreeMap<>();
    for (Matcher given : values.matches(Parameter.MINMAX)) {
      cuts.put(number(given, 1), new Cuts(real(given, 2), real(given, 3)));
    }
    return cuts;
  }

  private static SortedMap<Integer, Look.Colour> mix(ParameterValues values) {
    SortedMap<Integer, Look.Colour> mix = new TreeMap<>();
    for (Matcher given : values.matches(Parameter.MIX)) {
      mix.put(number(given, 1), new Look.Colour(real(given, 2), real(given, 3), real(given, 4)));
    }
    return mix;
  }

  private static ApiRequest.Line line(ParameterValues values, Parameter parameter) {
    Matcher box = values.match(parameter).orElseThrow();
    return new ApiRequest.Line(number(box, 1), number(box, 2), number(box, 3), number(box, 4));
  }

  private static int number(Matcher matcher, int group) {
    return ParameterValues.clampToInt(matcher.group(group));
  }

  /// A number of any size as a finite float.
  private static float real(Matcher matcher, int group) {
    double value = Double.parseDouble(matcher.group(group));
    return (float) Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE) + 0f;
  }
}
