package org.visiomatic.shell.picture;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.serve.api.ParameterError;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.shell.config.ConfigurationException;

/// The parameters of the API as options: their names, descriptions and errors in the words of the
/// command line.
public final class ParameterWords {

  private static final Pattern NAMES =
      Pattern.compile(
          Stream.of(Parameter.values())
              .map(Parameter::name)
              .collect(Collectors.joining("|", "\\b(", ")\\b")));

  private ParameterWords() {}

  /// The option of a parameter: `--gam`.
  public static String option(Parameter parameter) {
    return "--" + parameter.name().toLowerCase(Locale.ROOT);
  }

  /// What stands for a value in help and messages.
  public static String form(Parameter parameter) {
    return switch (parameter) {
      case FIF -> "NAME";
      case OBJ, INFO, INV -> "";
      case VAL -> "X,Y";
      case PFL, RGN -> "X1,Y1:X2,Y2";
      case JTL -> "R,I";
      case CHAN -> "CHANNEL";
      case CMP -> "MAP";
      case BIN, CNT, BRT, GAM, QLT, SAT, SCL -> "NUMBER";
      case MINMAX -> "C:LOW,HIGH";
      case MIX -> "C:RED,GREEN,BLUE";
      case VER -> "TEXT";
      case STR -> "CURVE";
      case CUT -> "[C:]RULE";
      case LUP -> "Q,STRETCH";
      case FMT -> "KIND";
    };
  }

  /// What a parameter is for and what it takes. Sentences about parameters that the verb does not
  /// have are left out.
  ///
  /// @param offered the parameters that the verb has
  public static String description(Parameter parameter, Collection<Parameter> offered) {
    String sentences =
        Stream.of(parameter.description().split("(?<=\\.) "))
            .filter(sentence -> speaksOf(sentence).allMatch(offered::contains))
            .map(ParameterWords::inOptions)
            .collect(Collectors.joining(" "));
    String repeated = isRepeatable(parameter) ? " Repeatable." : "";
    return parameter.isFlag() || needed(parameter).equals(form(parameter))
        ? sentences + repeated
        : sentences + " Takes " + needed(parameter) + "." + repeated;
  }

  /// Whether it may be given more than once. A picture shows one channel or all, so that it makes
  /// no sense to give several.
  public static boolean isRepeatable(Parameter parameter) {
    return parameter.isRepeatable() && parameter != Parameter.CHAN;
  }

  private static Stream<Parameter> speaksOf(String text) {
    return NAMES.matcher(text).results().map(found -> Parameter.valueOf(found.group()));
  }

  /// A text of the API with the names of options in place of those of parameters.
  static String inOptions(String text) {
    return NAMES.matcher(text).replaceAll(found -> option(Parameter.valueOf(found.group())));
  }

  /// The refusal of a query in the words of the command line.
  ///
  /// @param given the values that the user gave
  static ConfigurationException refusal(
      RefusedRequestException refused, Map<Parameter, List<String>> given) {
    String sentences =
        refused.errors().stream()
            .map(error -> sentence(error, given))
            .collect(Collectors.joining(" "));
    return new ConfigurationException(sentences, refused);
  }

  private static String sentence(ParameterError error, Map<Parameter, List<String>> given) {
    Parameter parameter =
        Parameter.valueOf(String.valueOf(error.loc().get(1)).toUpperCase(Locale.ROOT));
    if (error.type().equals("value_error") || error.type().equals("value_error.missing")) {
      return inOptions(error.msg()) + ".";
    }
    List<String> values = given.getOrDefault(parameter, List.of());
    if (error.type().startsWith("value_error.list")) {
      return "Option %s was given %d times, but at most %s are possible."
          .formatted(option(parameter), values.size(), error.ctx().get("limit_value"));
    }
    int index = error.loc().size() > 2 ? (int) error.loc().get(2) : values.size() - 1;
    return "Option %s: '%s' was given, but %s is needed."
        .formatted(option(parameter), values.get(index), needed(parameter));
  }

  /// The values that it takes, as what comes after "takes".
  private static String needed(Parameter parameter) {
    if (parameter == Parameter.CHAN) {
      // For the API channel 0 is a whole number, too.
      return "a whole number from 1 on";
    }
    String limits =
        parameter
            .limits()
            .replaceFirst("; up to \\d+ times$", "")
            .replaceFirst("^(whole )?number, (.*) to (.*)$", "a $1number from $2 to $3");
    if (limits.startsWith("text like ")) {
      return form(parameter);
    }
    // The description tells of maps that are turned around.
    return parameter == Parameter.CMP ? limits.replaceAll(", \\w+_r\\b", "") : limits;
  }
}
