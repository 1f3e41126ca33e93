package org.visiomatic.shell.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.ImageSection;
import org.visiomatic.shell.config.ServerSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.picture.DrawingRules;
import org.visiomatic.shell.picture.ImageSource;
import org.visiomatic.shell.picture.ParameterWords;
import org.visiomatic.shell.tile.TilingSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Options that verbs about pictures have in common: the image, the parameters of the API, which
/// come from its one table, and the settings.
final class PictureOptions {

  /// What shapes pictures; the kind of file is an option of its own, as there are more kinds here.
  static final List<Parameter> RENDERED =
      Stream.of(Parameter.values())
          .filter(Parameter::isOfPictures)
          .filter(Predicate.not(Parameter.FMT::equals))
          .toList();

  private static final List<Setting<?>> SETTINGS =
      List.of(
          ImageSection.TILE_SIZE,
          EngineSection.THREAD_COUNT,
          EngineSection.MEMORY,
          CacheSection.CACHE_DIR);

  private static final List<Setting<?>> DRAWING_SETTINGS =
      Stream.concat(SETTINGS.stream(), Stream.of(ServerSection.MAX_REGION_TILE_COUNT)).toList();

  private PictureOptions() {}

  /// Adds the image.
  static void addImage(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .required(true)
            .paramLabel("IMAGE")
            .type(String.class)
            .description(
                "An image file, which is cached first where need be, or the name of an image in the cache.")
            .build());
  }

  /// Adds what chooses HDUs and the settings of verbs that read pixels.
  static void addReadingSettings(CommandSpec spec) {
    spec.addOption(Specs.extension());
    Specs.addSettings(spec, SETTINGS);
  }

  /// Adds what chooses HDUs and the settings of verbs that draw.
  static void addDrawingSettings(CommandSpec spec) {
    spec.addOption(Specs.extension());
    Specs.addSettings(spec, DRAWING_SETTINGS);
  }

  /// Adds the options of parameters.
  static void addParameters(CommandSpec spec, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      String description = ParameterWords.description(parameter, parameters).replace("%", "%%");
      spec.addOption(
          parameter.isFlag()
              ? Specs.flag(description, ParameterWords.option(parameter))
              : option(parameter, description));
    }
  }

  private static OptionSpec option(Parameter parameter, String description) {
    OptionSpec.Builder option =
        OptionSpec.builder(ParameterWords.option(parameter))
            .paramLabel(ParameterWords.form(parameter))
            .description(description);
    if (!parameter.words().isEmpty()) {
      option.completionCandidates(parameter.words());
    }
    return ParameterWords.isRepeatable(parameter)
        ? option.type(List.class).auxiliaryTypes(String.class).arity("1").build()
        : option.type(String.class).build();
  }

  /// The parameters that were given.
  static Map<Parameter, List<String>> parameters(ParseResult parsed, List<Parameter> offered) {
    Map<Parameter, List<String>> given = new EnumMap<>(Parameter.class);
    for (Parameter parameter : offered) {
      String name = ParameterWords.option(parameter);
      if (parsed.hasMatchedOption(name)) {
        given.put(
            parameter,
            parameter.isFlag() ? List.of("") : parsed.matchedOption(name).stringValues());
      }
    }
    return given;
  }

  /// What opens images.
  static ImageSource source(ParseResult parsed, Configuration configuration) {
    return new ImageSource(
        configuration.get(CacheSection.CACHE_DIR),
        TilingSettings.usesFile(configuration),
        TilingSettings.of(configuration, Specs.extensions(parsed)),
        TilingSettings.limits(configuration));
  }

  /// What pictures depend on besides.
  static DrawingRules rules(Configuration configuration) {
    return new DrawingRules(
        new ImageDefaults(
            configuration.get(ImageSection.BRIGHTNESS),
            configuration.get(ImageSection.CONTRAST),
            configuration.get(ImageSection.COLOR_SATURATION),
            configuration.get(ImageSection.GAMMA),
            configuration.get(ImageSection.QUALITY),
            configuration.get(ImageSection.TILE_SIZE)),
        configuration.get(ServerSection.MAX_REGION_TILE_COUNT));
  }
}
