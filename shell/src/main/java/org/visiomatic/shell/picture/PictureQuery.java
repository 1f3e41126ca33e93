package org.visiomatic.shell.picture;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.visiomatic.serve.api.Drawing;
import org.visiomatic.serve.api.Drawings;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.serve.api.QueryString;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// The parameters of the API that one picture takes: those that the user gave, and those that
/// follow from the image.
final class PictureQuery {

  private final Map<Parameter, List<String>> given;
  private final Map<Parameter, List<String>> all = new EnumMap<>(Parameter.class);

  /// @param given by the user
  PictureQuery(Map<Parameter, List<String>> given) {
    this.given = given;
    all.putAll(given);
  }

  boolean has(Parameter parameter) {
    return all.containsKey(parameter);
  }

  /// Sets a parameter, unless the user gave it.
  void set(Parameter parameter, String value) {
    all.putIfAbsent(parameter, List.of(value));
  }

  /// The first value of a parameter that is there.
  String value(Parameter parameter) {
    return all.getOrDefault(parameter, List.of("")).getFirst();
  }

  /// Asks for the whole image, at the binning of a level unless the user gave one.
  void wholeImage(PyramidGeometry geometry, int level) {
    set(Parameter.RGN, "1,1:%d,%d".formatted(geometry.width() + 1L, geometry.height() + 1L));
    set(Parameter.BIN, String.valueOf(1 << level));
  }

  /// The picture.
  ///
  /// @throws ConfigurationException in the words of the command line, when it makes no sense
  Drawing plan(Drawings drawings) {
    try {
      return drawings.plan(QueryString.of(all));
    } catch (RefusedRequestException e) {
      throw refusal(e);
    }
  }

  /// The refusal of this query in the words of the command line.
  ConfigurationException refusal(RefusedRequestException refused) {
    return ParameterWords.refusal(refused, given);
  }
}
