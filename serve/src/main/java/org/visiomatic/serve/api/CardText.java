package org.visiomatic.serve.api;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;
import org.visiomatic.tiler.pyramid.Card;

/// Header cards as text: records of 80 columns (FITS standard 4.0, section 4). Long texts go on in
/// `CONTINUE` records; long keywords stand behind `HIERARCH`.
final class CardText {

  private static final int COLUMNS = 80;

  /// Width of a number, which ends in column 30.
  private static final int FIXED = 20;

  /// Characters of a text that fit one record, with room for quotes and the sign of continuation.
  private static final int PIECE = 67;

  private static final Set<String> COMMENTARY = Set.of("COMMENT", "HISTORY", "");

  private CardText() {}

  /// Whether a card has a text in place of keyword, equals sign and value.
  static boolean isCommentary(Card card) {
    return COMMENTARY.contains(card.keyword()) && card.value() == null;
  }

  /// Appends the records of a card, each padded to 80 columns.
  static void append(StringBuilder text, Card card) {
    if (isCommentary(card)) {
      appendCommentary(text, card);
      return;
    }
    String start = start(card.keyword());
    if (card.value() instanceof String value && fit(start, value) < 0) {
      appendLong(text, start, quoted(value));
      return;
    }
    String record = start + value(card.value());
    String comment = card.comment() == null ? "" : " / " + card.comment();
    appendRecord(text, comment.length() > 3 ? record + comment : record);
  }

  /// `END`, and blanks up to a multiple of 2880 characters.
  static void end(StringBuilder text, int start) {
    appendRecord(text, "END");
    int block = 36 * COLUMNS;
    int length = text.length() - start;
    text.repeat(' ', (block - length % block) % block);
  }

  private static String start(String keyword) {
    boolean standard = keyword.length() <= 8 && keyword.indexOf(' ') < 0;
    return standard ? "%-8s= ".formatted(keyword) : "HIERARCH " + keyword + " = ";
  }

  /// Columns that are left over when a text stands in one record; negative when it is too long.
  private static int fit(String start, String value) {
    return COLUMNS - start.length() - quoted(value).length() - 2;
  }

  private static String value(@org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case null -> " ".repeat(FIXED);
      case Boolean truth -> "%20s".formatted(truth ? "T" : "F");
      case Double number -> "%20s".formatted(number(number));
      case String text when text.isEmpty() -> "%-20s".formatted("''");
      case String text -> "%-20s".formatted("'%-8s'".formatted(quoted(text)));
      default -> "%20s".formatted(value);
    };
  }

  private static String quoted(String text) {
    return text.replace("'", "''");
  }

  /// The shortest text that reads back as the same number and fits the fixed columns, with a point
  /// or an exponent.
  static String number(double value) {
    if (!Double.isFinite(value)) {
      // FITS has no such number; an undefined value is the honest record.
      return "";
    }
    String text = layout(new BigDecimal(Double.toString(value)));
    for (int digits = 16; text.length() > FIXED; digits--) {
      text = layout(new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
    }
    return text;
  }

  private static String layout(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String text = plain.toPlainString();
      return text.indexOf('.') < 0 ? text + ".0" : text;
    }
    BigDecimal mantissa = plain.movePointLeft(exponent).stripTrailingZeros();
    return "%sE%+03d".formatted(mantissa.toPlainString(), exponent).toUpperCase(Locale.ROOT);
  }

  private static void appendCommentary(StringBuilder text, Card card) {
    String comment = card.comment() == null ? "" : card.comment();
    int room = COLUMNS - 8;
    for (int i = 0; i == 0 || i < comment.length(); i += room) {
      String piece = comment.substring(i, Math.min(comment.length(), i + room));
      appendRecord(text, "%-8s%s".formatted(card.keyword(), piece));
    }
  }

  private static void appendLong(StringBuilder text, String start, String quoted) {
    String prefix = start;
    int room = Math.min(PIECE, COLUMNS - start.length() - 3);
    int from = 0;
    while (from < quoted.length()) {
      int to = Math.min(quoted.length(), from + Math.max(1, room));
      to = keepPair(quoted, from, to);
      String more = to < quoted.length() ? "&" : "";
      appendRecord(text, prefix + "'" + quoted.substring(from, to) + more + "'");
      prefix = "CONTINUE  ";
      room = PIECE;
      from = to;
    }
  }

  /// A doubled quote must not be torn apart.
  private static int keepPair(String quoted, int from, int to) {
    int quotes = 0;
    for (int i = to - 1; i >= from && quoted.charAt(i) == '\''; i--) {
      quotes++;
    }
    boolean torn = quotes % 2 == 1 && to < quoted.length() && to - from > 1;
    return torn ? to - 1 : to;
  }

  private static void appendRecord(StringBuilder text, String record) {
    String printable = record.replaceAll("[^\\x20-\\x7e]", "?");
    text.append(printable, 0, Math.min(COLUMNS, printable.length()));
    text.repeat(' ', Math.max(0, COLUMNS - printable.length()));
  }
}
