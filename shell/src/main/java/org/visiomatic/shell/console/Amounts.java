package org.visiomatic.shell.console;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.visiomatic.serve.WholeRange;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.Kind;

/// Sizes, counts and ages as users write them after options, and ages as they are shown.
public final class Amounts {

  private static final Kind<Long> BYTES = Kind.bytes(new WholeRange(0, Long.MAX_VALUE));
  private static final Pattern AGE = Pattern.compile("(?:\\d{1,9}[smhdwy])+");
  private static final Pattern PART = Pattern.compile("(\\d+)([smhdwy])");

  private Amounts() {}

  /// A number of bytes such as `500G`.
  ///
  /// @param option what it was given to, for messages
  public static long bytes(String option, String text) {
    return read(option, text, "a number of bytes such as 500G", BYTES::parse);
  }

  /// A whole number from 0.
  ///
  /// @param option what it was given to, for messages
  public static long count(String option, String text) {
    return read(option, text, "a whole number from 0", Amounts::whole);
  }

  private static long whole(String text) {
    long number = Long.parseLong(text);
    if (number < 0) {
      throw new IllegalArgumentException("It is negative.");
    }
    return number;
  }

  /// How long ago something was: `30d`, `12h`, `1d12h`.
  ///
  /// @param option what it was given to, for messages
  public static Duration age(String option, String text) {
    return read(option, text, "an age such as 90s, 15m, 12h, 30d, 8w or 1y", Amounts::age);
  }

  private static Duration age(String text) {
    String bare = text.strip().toLowerCase(Locale.ROOT);
    if (!AGE.matcher(bare).matches()) {
      throw new IllegalArgumentException("No age.");
    }
    Duration age = Duration.ZERO;
    Matcher parts = PART.matcher(bare);
    while (parts.find()) {
      age = age.plusSeconds(Long.parseLong(parts.group(1)) * seconds(parts.group(2)));
    }
    return age;
  }

  private static long seconds(String unit) {
    return switch (unit) {
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3600;
      case "d" -> 86_400;
      case "w" -> 7 * 86_400;
      case "y" -> 365 * 86_400;
      default -> throw new IllegalArgumentException("There is no unit " + unit + ".");
    };
  }

  private static <T> T read(String option, String text, String wanted, Function<String, T> reader) {
    try {
      return reader.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "Option %s: '%s' was given, but %s is needed.".formatted(option, text, wanted), e);
    }
  }

  /// An age in its largest unit, such as `3d`; what lies in the future is `now`, as clocks of
  /// machines differ.
  public static String text(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < 1) {
      return "now";
    }
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m";
    }
    if (seconds < 2 * 86_400) {
      return seconds / 3600 + "h";
    }
    return seconds < 2L * 365 * 86_400 ? seconds / 86_400 + "d" : seconds / (365 * 86_400) + "y";
  }
}
