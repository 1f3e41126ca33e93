package org.visiomatic.tiler.fits;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nom.tam.fits.HeaderCard;
import org.visiomatic.tiler.pyramid.Card;

/// Reads FITS headers that stand as text in files of other kinds.
public final class HeaderText {

  /// A line that has its keyword or its equals sign in another column than FITS asks for.
  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_-]{0,7})\\s*=\\s*(.*)");

  private static final int LENGTH = HeaderCard.FITS_HEADER_CARD_SIZE;

  private HeaderText() {}

  /// Whether a text is a header: it begins with one of the words that headers begin with, or gives
  /// world coordinates in some line.
  public static boolean isHeader(String text) {
    return Pattern.compile("^\\s*(SIMPLE|XTENSION)\\s*=").matcher(text).find()
        || Pattern.compile("(?m)^CTYPE1\\s*=\\s*'").matcher(text).find();
  }

  /// The cards of a header, up to `END` if there is one.
  ///
  /// @param text lines, or records of 80 characters one after the other
  public static List<Card> cards(String text) {
    List<String> records =
        text.indexOf('\n') < 0 && text.indexOf('\r') < 0 ? cut(text) : lines(text);
    byte[] block = new byte[records.size() * LENGTH];
    Arrays.fill(block, (byte) ' ');
    for (int i = 0; i < records.size(); i++) {
      byte[] record = records.get(i).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(record, 0, block, i * LENGTH, Math.min(LENGTH, record.length));
    }
    List<Card> cards = new ArrayList<>();
    HeaderReader.append(cards, block);
    return HeaderReader.header(cards).cards();
  }

  private static List<String> cut(String text) {
    List<String> records = new ArrayList<>();
    for (int at = 0; at < text.length(); at += LENGTH) {
      records.add(text.substring(at, Math.min(text.length(), at + LENGTH)));
    }
    return records;
  }

  private static List<String> lines(String text) {
    List<String> records = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher assignment = ASSIGNMENT.matcher(line);
      boolean shifted = line.length() <= 8 || line.charAt(8) != '=';
      if (shifted && assignment.matches()) {
        records.add("%-8s= %s".formatted(assignment.group(1), assignment.group(2)));
      } else {
        records.add(line);
      }
    }
    return records;
  }
}
