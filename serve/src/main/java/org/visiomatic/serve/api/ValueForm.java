package org.visiomatic.serve.api;

import java.util.List;
import java.util.stream.Collectors;

/// A word with numbers behind it: `word`, `word:1` or `word:1,2`; without a word, the numbers
/// alone.
///
/// @param word in lower case; empty for numbers alone
/// @param required how many of the numbers must be there
/// @param numbers bounds of each
record ValueForm(String word, int required, List<ValueKind.Real> numbers) {

  ValueForm {
    numbers = List.copyOf(numbers);
  }

  /// A word alone.
  static ValueForm of(String word) {
    return new ValueForm(word, 0, List.of());
  }

  /// A word with numbers that must all be there.
  static ValueForm with(String word, ValueKind.Real... numbers) {
    return new ValueForm(word, numbers.length, List.of(numbers));
  }

  /// A word with a number that may be there.
  static ValueForm withOptional(String word, double low, double high) {
    return new ValueForm(word, 0, List.of(new ValueKind.Real(low, high)));
  }

  /// A regular expression without groups that count.
  String regex() {
    String number = Parameter.Patterns.NUMBER;
    String all = numbers.stream().map(bounds -> number).collect(Collectors.joining(","));
    if (word.isEmpty() || numbers.isEmpty()) {
      return word + all;
    }
    return required == 0 ? word + "(?::" + all + ")?" : word + ":" + all;
  }

  /// What it looks like, for people.
  String description() {
    String ranges =
        numbers.stream()
            .map(bounds -> "(%s to %s)".formatted(bounds.low(), bounds.high()))
            .collect(Collectors.joining(","));
    if (word.isEmpty() || numbers.isEmpty()) {
      return word + ranges;
    }
    return required == 0 ? word + "[:" + ranges + "]" : word + ":" + ranges;
  }

  /// A value taken apart.
  ///
  /// @param channel from 1; 0 when none was given
  /// @param word in lower case
  /// @param numbers as many as there were
  record Value(int channel, String word, List<Double> numbers) {

    Value {
      numbers = List.copyOf(numbers);
    }

    /// A number, or what stands for it when it was not given.
    double number(int index, double otherwise) {
      return index < numbers.size() ? numbers.get(index) : otherwise;
    }
  }
}
