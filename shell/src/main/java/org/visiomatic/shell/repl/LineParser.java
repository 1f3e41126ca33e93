package org.visiomatic.shell.repl;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Tells the line reader which word the cursor stands in, and whether a line is whole.
final class LineParser implements Parser {

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE) {
      demandWhole(line);
    }
    String before = line.substring(0, cursor);
    try {
      return at(line, cursor, Scanner.scan(before));
    } catch (SyntaxException _) {
      // Whoever runs the line says what is wrong with it.
      return new CursorLine(line, cursor, List.of(""), "", "", CursorLine.Place.PROGRAM);
    }
  }

  private static void demandWhole(String line) {
    try {
      Scan scan = Scanner.scan(line);
      if (!scan.isWhole()) {
        throw new EOFError(-1, -1, "The line goes on.", scan.missing());
      }
    } catch (SyntaxException _) {
      // No end would make it better.
      return;
    }
  }

  private static CursorLine at(String line, int cursor, Scan scan) {
    List<Token> tokens = new ArrayList<>(scan.ofLastVerb());
    String raw = "";
    String word = "";
    if (scan.isInWord()) {
      Token last = tokens.removeLast();
      raw = line.substring(last.start(), last.end());
      word = last.text();
    }
    List<String> words = new ArrayList<>();
    CursorLine.Place place = CursorLine.Place.VERB;
    for (Token token : tokens) {
      boolean isFile = place == CursorLine.Place.FILE;
      place =
          switch (token.kind()) {
            case WORD, SEPARATOR -> CursorLine.Place.VERB;
            case OVERWRITE, APPEND -> CursorLine.Place.FILE;
            case PIPE -> CursorLine.Place.PROGRAM;
          };
      if (token.kind() == Token.Kind.WORD && !isFile) {
        words.add(token.text());
      }
    }
    words.add(word);
    String quote = scan.hasOpenQuote() ? scan.missing() : "";
    return new CursorLine(line, cursor, words, raw, quote, place);
  }

  @Override
  public boolean isEscapeChar(char sign) {
    return sign == '\\';
  }
}
