package org.visiomatic.serve.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The values of one query, checked against the parameter table. Collects every error instead of
/// stopping at the first.
final class ParameterValues {

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,40}");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern INFINITE = Pattern.compile("(?i)([+-]?)inf(inity)?");

  private final QueryString query;
  private final List<ParameterError> errors = new ArrayList<>();

  /// The groups of values that look like their pattern; matching is most of the work, and done
  /// once.
  private final Map<Parameter, List<Matcher>> matched = new EnumMap<>(Parameter.class);

  ParameterValues(QueryString query) {
    this.query = query;
    for (Parameter parameter : Parameter.values()) {
      check(parameter);
    }
  }

  /// @throws RefusedRequestException when any value is bad
  void demandGood() {
    if (!errors.isEmpty()) {
      throw new RefusedRequestException(422, errors);
    }
  }

  boolean has(Parameter parameter) {
    return query.has(parameter.name());
  }

  Optional<String> text(Parameter parameter) {
    return query.last(parameter.name());
  }

  OptionalInt whole(Parameter parameter) {
    return text(parameter)
        .map(value -> OptionalInt.of(clampToInt(value)))
        .orElse(OptionalInt.empty());
  }

  OptionalDouble real(Parameter parameter) {
    // Adding zero makes −0 the same as 0: they look alike and must be the same picture.
    return text(parameter)
        .map(value -> OptionalDouble.of(Double.parseDouble(value.strip()) + 0.0))
        .orElse(OptionalDouble.empty());
  }

  List<Integer> wholes(Parameter parameter) {
    return query.all(parameter.name()).stream().map(ParameterValues::clampToInt).toList();
  }

  /// The groups of a value that looks like its pattern.
  Optional<Matcher> match(Parameter parameter) {
    List<Matcher> all = matches(parameter);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// The groups of every value of a repeatable parameter.
  List<Matcher> matches(Parameter parameter) {
    return matched.getOrDefault(parameter, List.of());
  }

  /// The last value of a parameter that takes words with numbers.
  Optional<ValueForm.Value> named(Parameter parameter) {
    return text(parameter).map(value -> takeApart(kind(parameter), value));
  }

  /// Every value of a repeatable parameter that takes words with numbers.
  List<ValueForm.Value> allNamed(Parameter parameter) {
    return query.all(parameter.name()).stream()
        .map(value -> takeApart(kind(parameter), value))
        .toList();
  }

  private static ValueKind.Named kind(Parameter parameter) {
    if (parameter.kind() instanceof ValueKind.Named named) {
      return named;
    }
    throw new IllegalArgumentException(parameter + " takes no words with numbers.");
  }

  private static ValueForm.Value takeApart(ValueKind.Named kind, String value) {
    Matcher matcher = kind.pattern().matcher(value.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalStateException("The value " + value + " was not checked.");
    }
    String rest = matcher.group(2);
    boolean bare = kind.forms().stream().anyMatch(form -> form.word().isEmpty());
    int colon = bare ? -1 : rest.indexOf(':');
    String word = bare ? "" : colon < 0 ? rest : rest.substring(0, colon);
    String numbers = bare ? rest : colon < 0 ? "" : rest.substring(colon + 1);
    return new ValueForm.Value(
        matcher.group(1) == null || matcher.group(1).isEmpty() ? 0 : clampToInt(matcher.group(1)),
        word,
        numbers.isEmpty()
            ? List.of()
            // Adding zero makes −0 the same as 0.
            : Arrays.stream(numbers.split(",")).map(n -> Double.parseDouble(n) + 0.0).toList());
  }

  private void check(Parameter parameter) {
    List<String> values = query.all(parameter.name());
    if (values.size() > parameter.maxCount() && parameter.isRepeatable()) {
      error(
          List.of("query", parameter.spelling()),
          "ensure this value has at most " + parameter.maxCount() + " items",
          "value_error.list.max_items",
          Map.of("limit_value", parameter.maxCount()));
      return;
    }
    if (parameter.isRepeatable()) {
      for (int i = 0; i < values.size(); i++) {
        check(parameter, List.of("query", parameter.spelling(), i), values.get(i));
      }
    } else if (!values.isEmpty()) {
      check(parameter, List.of("query", parameter.spelling()), values.getLast());
    }
  }

  private void check(Parameter parameter, List<Object> where, String value) {
    switch (parameter.kind()) {
      case ValueKind.Flag() -> {}
      case ValueKind.Text text -> checkText(parameter, where, text, value);
      case ValueKind.Whole whole -> checkWhole(where, whole, value);
      case ValueKind.Real real -> checkReal(where, real, value);
      case ValueKind.Choice choice -> checkChoice(where, choice, value);
      case ValueKind.Named named -> checkNamed(where, named, value);
    }
  }

  private void checkText(
      Parameter parameter, List<Object> where, ValueKind.Text text, String value) {
    int length = value.codePointCount(0, value.length());
    if (length < text.minLength()) {
      error(
          where,
          "ensure this value has at least " + text.minLength() + " characters",
          "value_error.any_str.min_length",
          Map.of("limit_value", text.minLength()));
    } else if (length > text.maxLength()) {
      error(
          where,
          "ensure this value has at most " + text.maxLength() + " characters",
          "value_error.any_str.max_length",
          Map.of("limit_value", text.maxLength()));
    } else {
      Matcher matcher = text.pattern().matcher(value);
      if (matcher.matches()) {
        matched.computeIfAbsent(parameter, key -> new ArrayList<>()).add(matcher);
      } else {
        error(
            where,
            "string does not match regex \"" + text.pattern() + "\"",
            "value_error.str.regex",
            Map.of("pattern", text.pattern().pattern()));
      }
    }
  }

  private void checkWhole(List<Object> where, ValueKind.Whole whole, String value) {
    if (!WHOLE.matcher(value.strip()).matches()) {
      error(where, "value is not a valid integer", "type_error.integer", Map.of());
      return;
    }
    BigInteger number = new BigInteger(value.strip());
    whole.low().ifPresent(low -> checkLow(where, low, number.compareTo(BigInteger.valueOf(low))));
    whole
        .high()
        .ifPresent(high -> checkHigh(where, high, number.compareTo(BigInteger.valueOf(high))));
  }

  private void checkReal(List<Object> where, ValueKind.Real real, String value) {
    Matcher infinite = INFINITE.matcher(value.strip());
    if (infinite.matches()) {
      int sign = "-".equals(infinite.group(1)) ? -1 : 1;
      checkLow(where, real.low(), sign);
      checkHigh(where, real.high(), sign);
    } else if (!REAL.matcher(value.strip()).matches()) {
      error(where, "value is not a valid float", "type_error.float", Map.of());
    } else {
      double number = Double.parseDouble(value.strip());
      checkLow(where, real.low(), Double.compare(number + 0.0, real.low()));
      checkHigh(where, real.high(), Double.compare(number + 0.0, real.high()));
    }
  }

  private void checkChoice(List<Object> where, ValueKind.Choice choice, String value) {
    if (!choice.permitted().contains(value.toLowerCase(Locale.ROOT))) {
      String permitted = "'" + String.join("', '", choice.permitted()) + "'";
      error(
          where,
          "unexpected value; permitted: " + permitted,
          "value_error.const",
          Map.of("given", value, "permitted", choice.permitted()));
    }
  }

  private void checkNamed(List<Object> where, ValueKind.Named named, String value) {
    // Long values are refused before the pattern is tried on them.
    if (value.length() > Parameter.MOST_CHARACTERS) {
      error(
          where,
          "ensure this value has at most " + Parameter.MOST_CHARACTERS + " characters",
          "value_error.any_str.max_length",
          Map.of("limit_value", Parameter.MOST_CHARACTERS));
      return;
    }
    Pattern pattern = named.pattern();
    if (!pattern.matcher(value.toLowerCase(Locale.ROOT)).matches()) {
      String forms =
          named.forms().stream().map(ValueForm::description).collect(Collectors.joining(", "));
      error(
          where,
          "unexpected value; permitted: " + forms,
          "value_error.str.regex",
          Map.of("pattern", pattern.pattern()));
      return;
    }
    ValueForm.Value taken = takeApart(named, value);
    List<ValueKind.Real> bounds =
        named.forms().stream()
            .filter(form -> form.word().equals(taken.word()))
            .findFirst()
            .orElseThrow()
            .numbers();
    for (int i = 0; i < taken.numbers().size(); i++) {
      double number = taken.numbers().get(i);
      checkLow(where, bounds.get(i).low(), Double.compare(number, bounds.get(i).low()));
      checkHigh(where, bounds.get(i).high(), Double.compare(number, bounds.get(i).high()));
    }
  }

  private void checkLow(List<Object> where, Number low, int comparison) {
    if (comparison < 0) {
      error(
          where,
          "ensure this value is greater than or equal to " + low,
          "value_error.number.not_ge",
          Map.of("limit_value", low));
    }
  }

  private void checkHigh(List<Object> where, Number high, int comparison) {
    if (comparison > 0) {
      error(
          where,
          "ensure this value is less than or equal to " + high,
          "value_error.number.not_le",
          Map.of("limit_value", high));
    }
  }

  private void error(List<Object> where, String message, String type, Map<String, Object> context) {
    errors.add(new ParameterError(where, message, type, context));
  }

  /// A whole number of any length as an `int`; what does not fit is far outside of every image
  /// anyway.
  static int clampToInt(String digits) {
    return new BigDecimal(digits.strip())
        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
        .max(BigDecimal.valueOf(Integer.MIN_VALUE))
        .intValue();
  }
}
