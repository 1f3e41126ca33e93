package org.visiomatic.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.visiomatic.tiler.batch.ByteSize;

/// Figures of servers as people read them.
final class Wording {

  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  private Wording() {}

  /// A long time, in its two largest units.
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < MINUTE) {
      return whole + " s";
    }
    if (whole < HOUR) {
      return "%d min %d s".formatted(whole / MINUTE, whole % MINUTE);
    }
    return whole < DAY
        ? "%d h %d min".formatted(whole / HOUR, whole % HOUR / MINUTE)
        : "%d d %d h".formatted(whole / DAY, whole % DAY / HOUR);
  }

  /// A short time, with three digits.
  static String millis(double millis) {
    if (millis >= 9_995) {
      return time(millis / 1e3);
    }
    return millis >= 999.5
        ? String.format(Locale.ROOT, "%.2f s", millis / 1e3)
        : number(millis) + " ms";
  }

  /// About three digits.
  static String number(double value) {
    String form = value >= 99.95 || value == 0 ? "%,.0f" : value >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }

  /// A count with its thousands set apart.
  static String count(JsonNode count) {
    return String.format(Locale.ROOT, "%,d", count.asLong());
  }

  /// A share in percent; a dash where there is none.
  static String percent(JsonNode share) {
    return share.isNumber()
        ? String.format(Locale.ROOT, "%.0f %%", 100 * share.doubleValue())
        : "-";
  }

  /// A number of bytes; a dash where the server does not say.
  static String bytes(JsonNode bytes) {
    return bytes.isNumber() && bytes.asLong() >= 0 ? ByteSize.text(bytes.asLong()) : "-";
  }

  /// A bar of ten characters, and how much of a whole it stands for.
  static String bar(double fraction) {
    int filled = (int) Math.round(10 * Math.clamp(fraction, 0, 1));
    return "%s %3.0f %%".formatted("█".repeat(filled) + "░".repeat(10 - filled), 100 * fraction);
  }

  /// What visitors have sent, without what would move the cursor of a terminal.
  static String printable(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.chars()
        .forEach(
            symbol ->
                safe.append(
                    Character.isISOControl(symbol)
                        ? "\\x%02x".formatted(symbol)
                        : Character.toString(symbol)));
    return safe.toString();
  }

  /// A line that fits.
  static String cut(String line, int columns) {
    return line.codePointCount(0, line.length()) <= columns
        ? line
        : line.substring(0, line.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
  }
}
