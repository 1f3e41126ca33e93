package org.visiomatic.shell.picture;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.shell.config.ConfigurationException;

/// What is rendered, and where to.
///
/// @param image what the user calls it
/// @param parameters those of the API that were given, without the kind of file
/// @param size pixels of the longest side of a picture of the whole image, at most
/// @param output the file; empty for standard output
/// @param kind of the file
/// @param values whether the values of a channel are written rather than what is seen
/// @param json whether to print what was written
public record RenderOptions(
    String image,
    Map<Parameter, List<String>> parameters,
    OptionalInt size,
    Optional<Path> output,
    FileKind kind,
    boolean values,
    boolean json) {

  /// Pixels of the longest side when nobody says.
  public static final int USUAL_SIZE = 1024;

  /// What shapes files of values.
  private static final Set<Parameter> OF_VALUES =
      Set.of(Parameter.RGN, Parameter.JTL, Parameter.BIN, Parameter.CHAN);

  public RenderOptions {
    parameters = Map.copyOf(parameters);
    exclude(parameters, Parameter.JTL, Parameter.RGN);
    exclude(parameters, Parameter.JTL, Parameter.BIN);
    if (size.isPresent()) {
      for (Parameter other : List.of(Parameter.RGN, Parameter.JTL, Parameter.BIN)) {
        if (parameters.containsKey(other)) {
          throw new ConfigurationException(
              "Option --size chooses the binning of a picture of the whole image; leave it or %s out."
                  .formatted(ParameterWords.option(other)));
        }
      }
    }
    Looks.demandEffect(parameters);
    Looks.demandChannel(parameters.containsKey(Parameter.CHAN), parameters);
    if (values) {
      demandValuesMakeSense(parameters, kind);
    }
    if (json && output.isEmpty()) {
      throw new ConfigurationException(
          "Option --json prints to standard output, where the picture goes; name a file with --output.");
    }
  }

  private static void exclude(
      Map<Parameter, List<String>> parameters, Parameter one, Parameter other) {
    if (parameters.containsKey(one) && parameters.containsKey(other)) {
      throw new ConfigurationException(
          "Options %s and %s cannot be given together."
              .formatted(ParameterWords.option(one), ParameterWords.option(other)));
    }
  }

  private static void demandValuesMakeSense(
      Map<Parameter, List<String>> parameters, FileKind kind) {
    if (kind != FileKind.TIFF) {
      throw new ConfigurationException(
          "Option --values: only a TIFF file can hold values, but the kind is %s; name a file that ends in .tiff, or give --format tiff."
              .formatted(kind.label()));
    }
    for (Parameter parameter : parameters.keySet()) {
      if (!OF_VALUES.contains(parameter)) {
        throw new ConfigurationException(
            "Option %s changes how pixels look, which --values does not care about; leave one of them out."
                .formatted(ParameterWords.option(parameter)));
      }
    }
  }
}
