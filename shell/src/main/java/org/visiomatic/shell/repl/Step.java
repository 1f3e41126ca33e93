package org.visiomatic.shell.repl;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One verb of a line.
///
/// @param words the verb and what follows it
/// @param destination where its data goes
record Step(List<String> words, Destination destination) {

  Step {
    words = List.copyOf(words);
  }

  /// The verbs of a line that is whole.
  ///
  /// @throws SyntaxException when it cannot be read
  static List<Step> of(Scan scan) throws SyntaxException {
    if (!scan.isWhole()) {
      throw new SyntaxException(
          scan.hasOpenQuote()
              ? "The quote %s is not closed.".formatted(scan.missing())
              : "The last line ends with a backslash, but none follows it.");
    }
    List<Step> steps = new ArrayList<>();
    List<Token> verb = new ArrayList<>();
    for (Token token : scan.tokens()) {
      if (token.kind() == Token.Kind.SEPARATOR) {
        add(verb, steps);
        verb.clear();
      } else {
        verb.add(token);
      }
    }
    add(verb, steps);
    return List.copyOf(steps);
  }

  private static void add(List<Token> tokens, List<Step> steps) throws SyntaxException {
    if (tokens.isEmpty()) {
      return;
    }
    List<String> words = new ArrayList<>();
    Destination destination = new Destination.Standard();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.WORD) {
        words.add(token.text());
        continue;
      }
      if (!(destination instanceof Destination.Standard)) {
        throw new SyntaxException("The data of a verb can go to one place only.");
      }
      destination =
          switch (token.kind()) {
            case PIPE -> new Destination.Program(token.text());
            case OVERWRITE, APPEND -> file(token, tokens, ++i);
            case WORD, SEPARATOR -> throw new IllegalStateException("A " + token.kind() + ".");
          };
    }
    if (words.isEmpty()) {
      throw new SyntaxException("A verb is missing before '|' or '>'.");
    }
    steps.add(new Step(words, destination));
  }

  private static Destination file(Token sign, List<Token> tokens, int next) throws SyntaxException {
    if (next >= tokens.size() || tokens.get(next).kind() != Token.Kind.WORD) {
      throw new SyntaxException("The name of a file is missing after '>'.");
    }
    String name = tokens.get(next).text();
    try {
      return new Destination.File(Path.of(name), sign.kind() == Token.Kind.APPEND);
    } catch (InvalidPathException e) {
      throw new SyntaxException("There can be no file '%s'.".formatted(name));
    }
  }
}
