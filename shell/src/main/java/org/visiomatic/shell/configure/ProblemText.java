package org.visiomatic.shell.configure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.config.FileProblem;
import org.visiomatic.shell.console.Surroundings;

/// Tells what is wrong with a configuration file.
///
/// @param file where it stands
/// @param problems of it
public record ProblemText(Path file, List<FileProblem> problems) {

  private static final JsonMapper JSON = new JsonMapper();

  public ProblemText {
    problems = List.copyOf(problems);
  }

  /// Whether a server starts with it.
  public boolean isGood() {
    return problems.stream().noneMatch(problem -> problem.kind().isError());
  }

  /// Prints a line for each, in the form in which compilers name places.
  public void print(Surroundings surroundings) {
    for (FileProblem problem : problems) {
      surroundings
          .out()
          .println(
              file
                  + (problem.line() == 0 ? ": " : ":" + problem.line() + ": ")
                  + (problem.kind().isError() ? "" : "hint: ")
                  + problem.message());
    }
    surroundings.out().flush();
    long errors = problems.stream().filter(problem -> problem.kind().isError()).count();
    surroundings.say(
        errors == 0
            ? file + " is good."
            : "%d %s in %s.".formatted(errors, errors == 1 ? "problem" : "problems", file));
  }

  /// Prints an object for each.
  public void printJson(Surroundings surroundings) {
    problems.forEach(problem -> surroundings.out().println(json(file, problem)));
    surroundings.out().flush();
  }

  static ObjectNode json(Path file, FileProblem problem) {
    ObjectNode json = JSON.createObjectNode();
    json.put("file", file.toString()).put("line", problem.line() == 0 ? null : problem.line());
    json.put("severity", problem.kind().isError() ? "error" : "hint");
    json.put("kind", problem.kind().name().toLowerCase(Locale.ROOT));
    json.put("key", orNull(problem.key()))
        .put("found", problem.line() == 0 ? null : problem.found());
    json.put("allowed", orNull(problem.allowed())).put("nearest", orNull(problem.nearest()));
    return json.put("message", problem.message());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
