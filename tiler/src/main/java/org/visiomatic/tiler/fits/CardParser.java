package org.visiomatic.tiler.fits;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nom.tam.fits.HeaderCard;
import org.jspecify.annotations.Nullable;
import org.visiomatic.tiler.pyramid.Card;

/// Reads one 80-byte header record.
///
/// Never fails: a record that breaks the standard gives what can be read of it, at worst its
/// keyword and its text. Images matter more than their comments.
final class CardParser {

  private static final Set<String> COMMENTARY = Set.of("", "COMMENT", "HISTORY");
  private static final int KEYWORD_LENGTH = 8;

  /// A real number as the standard writes it, with a comment or without. Most are read here: the
  /// library takes them for a `BigDecimal` first, and loading that class lasts longer than reading
  /// all headers of a file.
  private static final Pattern REAL =
      Pattern.compile(
          "([A-Z0-9_-]+) *= +([+-]?[0-9]+\\.[0-9]*(?:[ED][+-]?[0-9]{1,3})?) *(?:/(.*))?");

  /// The library complains about each odd record in its log; whoever opens an image can do nothing
  /// about them. Held here because loggers are otherwise collected together with their level.
  private static final Logger LIBRARY_LOG = Logger.getLogger("nom.tam");

  static {
    LIBRARY_LOG.setLevel(Level.OFF);
  }

  private CardParser() {}

  /// Reads the record at `offset` of a header block.
  static Card parse(byte[] block, int offset) {
    String line = text(block, offset);
    String keyword = line.substring(0, KEYWORD_LENGTH).strip().toUpperCase(Locale.ROOT);
    if (COMMENTARY.contains(keyword)) {
      return new Card(keyword, null, emptyToNull(line.substring(KEYWORD_LENGTH).stripTrailing()));
    }
    Matcher real = REAL.matcher(line);
    if (real.matches() && real.end(1) <= KEYWORD_LENGTH && line.charAt(KEYWORD_LENGTH) == '=') {
      String comment = real.group(3);
      return new Card(
          keyword, real(real.group(2)), comment == null ? null : emptyToNull(comment.strip()));
    }
    try {
      HeaderCard card = HeaderCard.create(line);
      return new Card(keyword(keyword, line, card), value(card), emptyToNull(card.getComment()));
    } catch (RuntimeException e) {
      // Not a value record that the library can make sense of: keep it as commentary.
      return new Card(keyword, null, emptyToNull(line.substring(KEYWORD_LENGTH).stripTrailing()));
    }
  }

  /// One record as text: line feeds and the like become blanks, bytes beyond ASCII question marks.
  private static String text(byte[] block, int offset) {
    byte[] line = new byte[HeaderCard.FITS_HEADER_CARD_SIZE];
    for (int i = 0; i < line.length; i++) {
      byte b = block[offset + i];
      line[i] = b < 0 || b == 127 ? (byte) '?' : b < ' ' ? (byte) ' ' : b;
    }
    return new String(line, StandardCharsets.US_ASCII);
  }

  /// `HIERARCH` keywords are taken from the text: the library writes dots between their parts,
  /// where some have dots of their own.
  private static String keyword(String stem, String line, HeaderCard card) {
    int equals = line.indexOf('=');
    if (stem.equals("HIERARCH") && equals > KEYWORD_LENGTH && card.getKey().length() > 8) {
      String parts = line.substring(KEYWORD_LENGTH, equals).strip();
      return parts.replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    }
    return stem.equals("HIERARCH") ? stem : card.getKey();
  }

  private static @Nullable Object value(HeaderCard card) {
    String text = card.getValue();
    if (text == null) {
      return null;
    }
    Class<?> type = card.valueType();
    if (type == null || type == String.class) {
      return text.stripTrailing();
    }
    if (type == Boolean.class) {
      return text.isEmpty() ? null : text.equalsIgnoreCase("T");
    }
    return Number.class.isAssignableFrom(type) ? number(text, type) : text;
  }

  private static Object number(String text, Class<?> type) {
    if (type == Integer.class || type == Long.class || type == BigInteger.class) {
      BigInteger integer = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
      return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }
    return real(text.toUpperCase(Locale.ROOT));
  }

  /// A number that is too large for a double stays a text.
  private static Object real(String text) {
    double real = Double.parseDouble(text.replace('D', 'E'));
    return Double.isFinite(real) ? (Object) real : text;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
