package org.visiomatic.shell.repl;

import java.util.ArrayList;
import java.util.List;

/// Takes a line apart as a POSIX shell would: `'…'` keeps everything, `"…"` everything but `\"` and
/// `\\`, a backslash keeps the next character and joins lines at their end, `#` begins a comment
/// where a word could, `~` at the start of a word is the user's home. Patterns such as `*.fits` and
/// `$` mean nothing here: verbs that take patterns read them on their own.
final class Scanner {

  private static final char END = '\0';

  private final String line;
  private final List<Token> tokens = new ArrayList<>();
  private String missing = "";
  private int at;

  private Scanner(String line) {
    this.line = line;
  }

  /// Takes a line apart, which may have several lines.
  ///
  /// @throws SyntaxException when it holds a sign that means something in other shells
  static Scan scan(String line) throws SyntaxException {
    Scanner scanner = new Scanner(line);
    boolean isInWord = false;
    while (scanner.at < line.length()) {
      isInWord = scanner.next();
    }
    return new Scan(scanner.tokens, scanner.missing, isInWord);
  }

  /// @return whether the line has ended inside a word
  private boolean next() throws SyntaxException {
    int start = at;
    switch (line.charAt(at)) {
      case ' ', '\t', '\r' -> at++;
      case '#' -> skipComment();
      case ';', '\n' -> {
        at++;
        add(Token.Kind.SEPARATOR, "", start);
      }
      case '>' -> {
        at++;
        boolean twice = peek() == '>';
        at += twice ? 1 : 0;
        add(twice ? Token.Kind.APPEND : Token.Kind.OVERWRITE, "", start);
      }
      case '|' -> pipe(start);
      case '&', '<' ->
          throw new SyntaxException(
              "'%s' means nothing here; quote it if it belongs to a word, and separate verbs with ';'."
                  .formatted(line.charAt(at)));
      default -> {
        return word(start);
      }
    }
    return false;
  }

  private void add(Token.Kind kind, String text, int start) {
    tokens.add(new Token(kind, text, start, at));
  }

  private char peek() {
    return at < line.length() ? line.charAt(at) : END;
  }

  private void skipComment() {
    while (at < line.length() && line.charAt(at) != '\n') {
      at++;
    }
  }

  private boolean word(int start) {
    StringBuilder text = new StringBuilder();
    boolean isThere = isHome();
    if (isThere) {
      text.append(System.getProperty("user.home"));
      at++;
    }
    while (at < line.length() && !isEndOfWord(line.charAt(at))) {
      char sign = line.charAt(at++);
      switch (sign) {
        case '\'', '"' -> {
          quoted(sign, text);
          isThere = true;
        }
        case '\\' -> isThere |= escaped(text);
        default -> {
          text.append(sign);
          isThere = true;
        }
      }
    }
    // A line that only continues has no word of its own.
    if (isThere) {
      add(Token.Kind.WORD, text.toString(), start);
    }
    return isThere && at == line.length();
  }

  private static boolean isEndOfWord(char sign) {
    return " \t\r\n;|<>&".indexOf(sign) >= 0;
  }

  private boolean isHome() {
    if (peek() != '~') {
      return false;
    }
    return at + 1 == line.length()
        || line.charAt(at + 1) == '/'
        || isEndOfWord(line.charAt(at + 1));
  }

  private void quoted(char quote, StringBuilder text) {
    while (at < line.length()) {
      char sign = line.charAt(at++);
      if (sign == quote) {
        return;
      }
      boolean keeps = sign == '\\' && quote == '"' && (peek() == '"' || peek() == '\\');
      text.append(keeps ? line.charAt(at++) : sign);
    }
    missing = String.valueOf(quote);
  }

  /// @return whether it belongs to a word, and does not only join two lines
  private boolean escaped(StringBuilder text) {
    if (at == line.length()) {
      missing = "\\";
      return false;
    }
    char sign = line.charAt(at++);
    if (sign != '\n') {
      text.append(sign);
    }
    return sign != '\n';
  }

  /// What follows belongs to another program, which reads quotes on its own; only its end is looked
  /// for.
  private void pipe(int start) throws SyntaxException {
    at++;
    if (peek() == '|') {
      throw new SyntaxException("'||' means nothing here; separate verbs with ';'.");
    }
    int begin = at;
    while (at < line.length() && line.charAt(at) != ';' && line.charAt(at) != '\n') {
      char sign = line.charAt(at++);
      switch (sign) {
        case '\'', '"' -> quoted(sign, new StringBuilder());
        case '\\' -> {
          if (at == line.length()) {
            missing = "\\";
          } else {
            at++;
          }
        }
        default -> {
          // Part of the command.
        }
      }
    }
    add(Token.Kind.PIPE, line.substring(begin, at).strip(), start);
  }
}
