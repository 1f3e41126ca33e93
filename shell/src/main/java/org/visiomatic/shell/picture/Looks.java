package org.visiomatic.shell.picture;

import java.util.List;
import java.util.Map;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.shell.config.ConfigurationException;

/// Which parameters have an effect together. The API leaves out without a word what has none, as
/// its clients send all that they have.
final class Looks {

  private static final List<Parameter> OF_MIXES =
      List.of(Parameter.MIX, Parameter.LUP, Parameter.SAT);

  private Looks() {}

  /// Whether all channels are mixed on purpose.
  static boolean areMixed(Map<Parameter, List<String>> parameters) {
    return OF_MIXES.stream().anyMatch(parameters::containsKey);
  }

  /// @throws ConfigurationException when one has no effect beside the others
  static void demandEffect(Map<Parameter, List<String>> parameters) {
    if (!parameters.containsKey(Parameter.CHAN)) {
      return;
    }
    for (Parameter parameter : OF_MIXES) {
      if (parameters.containsKey(parameter)) {
        throw new ConfigurationException(
            "Option %s is for the mix of all channels; leave it or --chan out."
                .formatted(ParameterWords.option(parameter)));
      }
    }
  }

  /// @throws ConfigurationException when there is a colour map, but nothing that it could colour
  static void demandChannel(boolean isChosen, Map<Parameter, List<String>> parameters) {
    if (!isChosen && parameters.containsKey(Parameter.CMP)) {
      throw new ConfigurationException(
          "Option --cmp colours a single channel; choose one with --chan.");
    }
  }
}
