package org.visiomatic.shell.repl;

import java.util.List;

/// A line taken apart.
///
/// @param tokens its pieces
/// @param missing what the line needs to be whole: a quote, or `\` for the line that continues it;
///   empty when it is whole
/// @param isInWord whether the last piece is a word that ends where the line ends, so that what is
///   typed next belongs to it
record Scan(List<Token> tokens, String missing, boolean isInWord) {

  Scan {
    tokens = List.copyOf(tokens);
  }

  boolean isWhole() {
    return missing.isEmpty();
  }

  /// The quote that stands open at the end.
  boolean hasOpenQuote() {
    return missing.equals("'") || missing.equals("\"");
  }

  /// The pieces of the verb that the end of the line belongs to.
  List<Token> ofLastVerb() {
    int begin = tokens.size();
    while (begin > 0 && tokens.get(begin - 1).kind() != Token.Kind.SEPARATOR) {
      begin--;
    }
    return tokens.subList(begin, tokens.size());
  }
}
