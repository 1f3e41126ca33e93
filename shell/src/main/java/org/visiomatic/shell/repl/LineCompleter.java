package org.visiomatic.shell.repl;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/// Hands suggestions to the line reader.
///
/// @param verbs knows what can follow verbs
record LineCompleter(Suggestions verbs) implements Completer {

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (!(line instanceof CursorLine at)) {
      return;
    }
    List<Suggestion> suggestions =
        switch (at.place()) {
          case VERB -> verbs.after(at.words().subList(0, at.wordIndex()), at.word());
          case FILE -> FileSuggestions.of(at.word());
          case PROGRAM -> List.of();
        };
    suggestions.stream().map(LineCompleter::candidate).forEach(candidates::add);
  }

  private static Candidate candidate(Suggestion suggestion) {
    return new Candidate(
        suggestion.value(),
        suggestion.display(),
        orNull(suggestion.group()),
        orNull(suggestion.description()),
        null,
        null,
        suggestion.isWhole());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
