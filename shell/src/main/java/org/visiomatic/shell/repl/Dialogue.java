package org.visiomatic.shell.repl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.visiomatic.shell.console.Question;
import org.visiomatic.shell.console.Screen;
import org.visiomatic.shell.console.Signals;
import org.visiomatic.shell.console.Surroundings;

/// Somebody who types lines on a terminal.
final class Dialogue implements AutoCloseable {

  private static final int MOST_LINES = 5000;

  private final Surroundings surroundings;
  private final Supplier<Prompt> prompt;
  private final Terminal terminal;
  private final LineReader reader;
  private final LineHistory history = new LineHistory();
  private final List<Signals> signals;

  private Dialogue(
      Surroundings process,
      Suggestions suggestions,
      Supplier<Prompt> prompt,
      Optional<Path> kept,
      Terminal terminal) {
    this.prompt = prompt;
    this.terminal = terminal;
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("visiomatic")
            .terminal(terminal)
            .parser(new LineParser())
            .completer(new LineCompleter(suggestions))
            .history(history)
            .variable(LineReader.HISTORY_SIZE, MOST_LINES)
            .variable(LineReader.HISTORY_FILE_SIZE, MOST_LINES)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "… ")
            .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.COMPLETE_MATCHER_TYPO, false)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.AUTO_FRESH_LINE, true);
    kept.ifPresent(file -> keepHistory(file, builder, process));
    reader = builder.build();
    surroundings = process.on(process.screen(), question(terminal));
    // The line that is being typed hears of them; while a verb runs, it takes what it needs.
    signals =
        Stream.of(Terminal.Signal.INT, Terminal.Signal.WINCH, Terminal.Signal.CONT)
            .map(signal -> Signals.on(signal.name(), () -> terminal.raise(signal)))
            .toList();
  }

  /// Opens the terminal of the process.
  ///
  /// @param kept where lines are kept for the next session; empty for nowhere
  static Dialogue open(
      Surroundings process, Suggestions suggestions, Supplier<Prompt> prompt, Optional<Path> kept)
      throws IOException {
    Screen screen = process.screen();
    Terminal terminal =
        screen instanceof TerminalScreen known ? known.terminal() : TerminalScreen.open();
    return new Dialogue(process, suggestions, prompt, kept, terminal);
  }

  private static void keepHistory(Path file, LineReaderBuilder builder, Surroundings process) {
    try {
      LineHistory.prepare(file);
      builder.variable(LineReader.HISTORY_FILE, file);
    } catch (IOException e) {
      process.say("lines are not kept for the next session: " + e.getMessage() + ".");
    }
  }

  /// Asks on the terminal; whoever interrupts says no.
  private static Question question(Terminal terminal) {
    LineReader answers = LineReaderBuilder.builder().terminal(terminal).build();
    answers.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    return text -> {
      try {
        return Optional.of(answers.readLine(text));
      } catch (UserInterruptException | EndOfFileException _) {
        return Optional.of("");
      }
    };
  }

  /// What verbs run in: questions are asked here.
  Surroundings surroundings() {
    return surroundings;
  }

  /// The lines so far.
  PastLines past() {
    return history;
  }

  /// The next line; empty at the end of the dialogue. An interruption clears the line.
  Optional<String> line() {
    while (true) {
      try {
        return Optional.of(reader.readLine(text(prompt.get())));
      } catch (UserInterruptException _) {
        // The line is gone, and another one begins.
      } catch (EndOfFileException _) {
        return Optional.empty();
      }
    }
  }

  private String text(Prompt facts) {
    boolean isColoured = TerminalScreen.hasColours(surroundings.environment());
    AttributedStyle quiet = style(isColoured, AttributedStyle.DEFAULT.faint());
    AttributedStyle place =
        style(isColoured, AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN));
    int fill = facts.isNearlyFull() ? AttributedStyle.RED : AttributedStyle.GREEN;
    AttributedStringBuilder text = new AttributedStringBuilder();
    if (!facts.server().isEmpty()) {
      text.styled(place, facts.server()).append(" ");
    }
    text.styled(quiet, "cache ").styled(place, facts.place());
    if (!facts.fill().isEmpty()) {
      text.append(" ")
          .styled(style(isColoured, AttributedStyle.DEFAULT.foreground(fill)), facts.fill());
    }
    return text.append(" › ").toAnsi(terminal).replace("%", "%%");
  }

  private static AttributedStyle style(boolean isColoured, AttributedStyle style) {
    return isColoured ? style : AttributedStyle.DEFAULT;
  }

  @Override
  public void close() throws IOException {
    signals.forEach(Signals::close);
    history.save();
    terminal.close();
  }
}
