package org.visiomatic.serve.api;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What values a parameter takes.
sealed interface ValueKind {

  /// Present or not; the value does not count.
  record Flag() implements ValueKind {}

  /// @param minLength characters at least
  /// @param maxLength characters at most
  /// @param pattern what it looks like; matches as a whole
  record Text(int minLength, int maxLength, Pattern pattern) implements ValueKind {

    /// Patterns are equal when their texts are.
    @Override
    public boolean equals(Object other) {
      return other instanceof Text that
          && minLength == that.minLength
          && maxLength == that.maxLength
          && pattern.pattern().equals(that.pattern.pattern());
    }

    @Override
    public int hashCode() {
      return pattern.pattern().hashCode();
    }
  }

  /// @param low smallest value; empty for any
  /// @param high largest value; empty for any
  record Whole(OptionalInt low, OptionalInt high) implements ValueKind {}

  /// @param low smallest value
  /// @param high largest value
  record Real(double low, double high) implements ValueKind {}

  /// @param permitted values, in lower case; any case is taken
  record Choice(List<String> permitted) implements ValueKind {}

  /// A word with numbers behind it.
  ///
  /// @param perChannel whether a channel may stand before it: `2:word`
  /// @param forms what it may look like
  record Named(boolean perChannel, List<ValueForm> forms) implements ValueKind {

    public Named {
      forms = List.copyOf(forms);
    }

    /// What all values look like, in lower case; any case is taken. The channel is group 1, the
    /// rest group 2.
    Pattern pattern() {
      String words = forms.stream().map(ValueForm::regex).collect(Collectors.joining("|"));
      return Pattern.compile((perChannel ? "^(?:([1-9]\\d*):)?(" : "^()(") + words + ")$");
    }
  }
}
