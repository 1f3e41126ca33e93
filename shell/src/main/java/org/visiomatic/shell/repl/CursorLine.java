package org.visiomatic.shell.repl;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/// The verb that the cursor stands in, up to the cursor, for the completion.
///
/// @param line the whole line
/// @param cursor where it stands in the line
/// @param words the words of the verb before the one that the cursor stands in, and that one
/// @param raw what has been typed of that one, with its quotes
/// @param openQuote the quote that is not closed, or empty
/// @param place what the word is
record CursorLine(
    String line, int cursor, List<String> words, String raw, String openQuote, Place place)
    implements CompletingParsedLine {

  /// What a word can be.
  enum Place {
    /// A verb or what belongs to it.
    VERB,
    /// The file that data goes to.
    FILE,
    /// Part of another program's line.
    PROGRAM
  }

  private static final String SPECIAL = " \t\n;|<>&'\"\\#";

  CursorLine {
    words = List.copyOf(words);
  }

  @Override
  public String word() {
    return words.getLast();
  }

  @Override
  public int wordCursor() {
    return word().length();
  }

  @Override
  public int wordIndex() {
    return words.size() - 1;
  }

  @Override
  public int rawWordCursor() {
    return raw.length();
  }

  @Override
  public int rawWordLength() {
    return raw.length();
  }

  /// Writes a word so that it reads as itself, with the quotes that it was begun with.
  @Override
  public CharSequence escape(CharSequence candidate, boolean isWhole) {
    String text = candidate.toString();
    if (!openQuote.isEmpty()) {
      String inside =
          openQuote.equals("\"")
              ? text.replace("\\", "\\\\").replace("\"", "\\\"")
              : text.replace("'", "'\\''");
      return openQuote + inside + (isWhole ? openQuote : "");
    }
    String home = System.getProperty("user.home");
    boolean isAtHome = raw.startsWith("~") && text.startsWith(home);
    return isAtHome ? "~" + escaped(text.substring(home.length())) : escaped(text);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      boolean isSpecial = SPECIAL.indexOf(sign) >= 0 || (sign == '~' && i == 0);
      escaped.append(isSpecial ? "\\" : "").append(sign);
    }
    return escaped.toString();
  }
}
