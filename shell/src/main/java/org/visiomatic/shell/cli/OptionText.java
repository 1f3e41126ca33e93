package org.visiomatic.shell.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.config.ConfigurationException;

/// Reads what options are given as text.
final class OptionText {

  private OptionText() {}

  /// A whole number within limits.
  ///
  /// @throws ConfigurationException when the text is none
  static int whole(String option, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(option, text, wholes(least, most), e);
    }
    throw bad(option, text, wholes(least, most), null);
  }

  private static String wholes(int least, int most) {
    return most == Integer.MAX_VALUE
        ? "a whole number from %d on".formatted(least)
        : "a whole number from %d to %d".formatted(least, most);
  }

  /// A number within limits.
  ///
  /// @throws ConfigurationException when the text is none
  static double real(String option, String text, double least, double most) {
    String needed = String.format(Locale.ROOT, "a number from %s to %s", least, most);
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(option, text, needed, e);
    }
    throw bad(option, text, needed, null);
  }

  /// The path of a file.
  ///
  /// @throws ConfigurationException when no file can have that name
  static Path path(String option, String text) {
    if (text.isBlank()) {
      throw bad(option, text, "the name of a file", null);
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw bad(option, text, "a name that a file can have", e);
    }
  }

  /// The complaint about a text.
  static ConfigurationException bad(
      String option, String text, String needed, @Nullable Exception cause) {
    return new ConfigurationException(
        "Option %s: '%s' was given, but %s is needed.".formatted(option, text, needed), cause);
  }
}
