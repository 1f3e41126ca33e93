package org.visiomatic.serve.api;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.visiomatic.serve.ImageDefaults;

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
    return parse(query, Optional.empty());
  }

  /// Reads a query.
  ///
  /// @param accept the `Accept` header of the request
  /// @throws RefusedRequestException with every bad parameter
  public ApiRequest parse(QueryString query, Optional<String> accept) {
    ParameterValues values = new ParameterValues(query);
    values.demandGood();
    Optional<String> image = image(values);
    return image.isEmpty() ? new ApiRequest.Banner() : request(image.get(), values, accept);
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

  private ApiRequest request(String image, ParameterValues values, Optional<String> accept) {
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
      return new ApiRequest.Tile(
          image, number(tile, 1), number(tile, 2), look(values, accept), version);
    }
    if (values.has(Parameter.RGN)) {
      int binning = values.whole(Parameter.BIN).orElse(1);
      return new ApiRequest.Region(
          image, line(values, Parameter.RGN), binning, look(values, accept), version);
    }
    return new ApiRequest.NoOperation(image);
  }

  private Look look(ParameterValues values, Optional<String> accept) {
    return new LookParser(defaults, values).look(accept);
  }

  private static ApiRequest.Line line(ParameterValues values, Parameter parameter) {
    Matcher box = values.match(parameter).orElseThrow();
    return new ApiRequest.Line(number(box, 1), number(box, 2), number(box, 3), number(box, 4));
  }

  static int number(Matcher matcher, int group) {
    return ParameterValues.clampToInt(matcher.group(group));
  }
}
