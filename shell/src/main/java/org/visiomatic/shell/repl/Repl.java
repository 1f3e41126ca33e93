package org.visiomatic.shell.repl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.visiomatic.shell.console.Surroundings;

/// The shell: lines that somebody types, or those of a script.
public final class Repl {

  private final ReplOptions options;
  private final Surroundings surroundings;
  private final Supplier<Prompt> prompt;
  private final Ending ending = new Ending();
  private volatile PastLines past = List::of;

  /// @param surroundings what all verbs run in, unless their lines say otherwise
  /// @param prompt says anew before each line how full the cache is
  public Repl(ReplOptions options, Surroundings surroundings, Supplier<Prompt> prompt) {
    this.options = options;
    this.surroundings = surroundings;
    this.prompt = prompt;
  }

  /// Lets a verb end the shell.
  public Ending ending() {
    return ending;
  }

  /// The lines that were typed; none in a script.
  public PastLines past() {
    return () -> past.lines();
  }

  /// Runs until the lines are over or a verb ends it.
  ///
  /// @return the exit code of the last verb that failed; 0 when none did
  public int run(VerbRunner verbs, Suggestions suggestions) throws IOException {
    if (options.commands().isPresent()) {
      Interpreter interpreter = interpreter(verbs, surroundings, false);
      interpreter.run(options.commands().get());
      return interpreter.status();
    }
    return options.isTyped() ? typed(verbs, suggestions) : script(verbs);
  }

  private Interpreter interpreter(VerbRunner verbs, Surroundings in, boolean isPrompt) {
    return new Interpreter(verbs, in, ending, isPrompt, options.stopsAtFailure());
  }

  private int typed(VerbRunner verbs, Suggestions suggestions) throws IOException {
    try (Dialogue dialogue = Dialogue.open(surroundings, suggestions, prompt, options.history())) {
      past = dialogue.past();
      Interpreter interpreter = interpreter(verbs, dialogue.surroundings(), true);
      while (!ending.isDue()) {
        dialogue.line().ifPresentOrElse(interpreter::run, ending::demand);
      }
      return interpreter.status();
    }
  }

  /// Verbs get no input: what is there belongs to the script.
  private int script(VerbRunner verbs) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
    Interpreter interpreter =
        interpreter(verbs, surroundings.reading(InputStream.nullInputStream()), false);
    Script script = new Script(lines);
    while (!ending.isDue()) {
      script.next().ifPresentOrElse(interpreter::run, ending::demand);
    }
    return interpreter.status();
  }
}
