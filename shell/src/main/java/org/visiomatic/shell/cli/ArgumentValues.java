package org.visiomatic.shell.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.repl.FileSuggestions;
import org.visiomatic.shell.repl.Suggestion;
import picocli.CommandLine.Model.ArgSpec;

/// The values that an option or a parameter can take. What it means is told by its type, or by its
/// label: `none|zstd` are choices, `IMAGE` is the name of an image.
///
/// @param verbs those of the shell
/// @param facts knows the images
record ArgumentValues(Verbs verbs, CacheFacts facts) {

  private static final Pattern CHOICES = Pattern.compile("[a-z0-9.-]+(\\|[a-z0-9.-]+)+");

  /// All that may begin so.
  ///
  /// @param before the parameters given before
  List<Suggestion> of(ArgSpec argument, List<String> before, String beginning) {
    if (argument.completionCandidates() != null) {
      return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
          .map(each -> Suggestion.of(each, "", ""))
          .toList();
    }
    String label = argument.paramLabel().replaceAll("[<>\\[\\]…]|\\.\\.\\.", "");
    if (CHOICES.matcher(label).matches()) {
      return choices(label);
    }
    return switch (label.toUpperCase(Locale.ROOT)) {
      case "IMAGE" -> images(argument, beginning);
      case "KEY", "SETTING" -> settings();
      case "KEY=VALUE" -> assignment(before, beginning);
      case "VALUE" -> before.isEmpty() ? List.of() : valuesOf(before.getFirst(), beginning);
      case "VERB" -> before.isEmpty() ? verbNames() : List.of();
      case "CACHE" ->
          Stream.concat(facts.images(beginning).stream(), FileSuggestions.of(beginning).stream())
              .toList();
      case "INPUT", "FILE", "FOLDER", "PATH", "DIRECTORY", "FILENAME", "FILE|DIR" ->
          FileSuggestions.of(beginning);
      default -> isPath(argument) ? FileSuggestions.of(beginning) : List.of();
    };
  }

  private static boolean isPath(ArgSpec argument) {
    return Stream.concat(Stream.of(argument.type()), Arrays.stream(argument.auxiliaryTypes()))
        .anyMatch(Path.class::equals);
  }

  private static List<Suggestion> choices(String label) {
    return Stream.of(label.split("\\|")).map(each -> Suggestion.of(each, "", "")).toList();
  }

  /// Names of what is in the cache, and files where a path has been begun or is what is wanted.
  private List<Suggestion> images(ArgSpec argument, String beginning) {
    if (isPath(argument) || beginning.contains("/")) {
      return FileSuggestions.of(beginning);
    }
    return facts.images(beginning);
  }

  private static List<Suggestion> settings() {
    return Settings.all().stream()
        .map(each -> Suggestion.of(each.name(), each.description(), each.section().title()))
        .toList();
  }

  /// Settings are given as `key=value`, or as two words.
  private static List<Suggestion> assignment(List<String> before, String beginning) {
    int sign = beginning.indexOf('=');
    if (sign > 0) {
      return valuesOf(beginning.substring(0, sign), beginning.substring(sign + 1)).stream()
          .map(each -> each.after(beginning.substring(0, sign + 1)))
          .toList();
    }
    boolean isSecond = before.stream().filter(word -> word.indexOf('=') < 0).count() % 2 == 1;
    return isSecond ? valuesOf(before.getLast(), beginning) : settings();
  }

  private static List<Suggestion> valuesOf(String name, String beginning) {
    Optional<Setting<?>> setting =
        Settings.all().stream()
            .filter(each -> each.name().equals(name.replace('-', '_')))
            .findFirst();
    if (setting.isEmpty()) {
      return List.of();
    }
    String label = setting.get().kind().label();
    if (CHOICES.matcher(label).matches()) {
      return choices(label);
    }
    if (label.equals("directory") || label.equals("filename")) {
      return FileSuggestions.of(beginning);
    }
    String builtIn = setting.get().builtIn();
    return builtIn.isEmpty() || !builtIn.startsWith(beginning)
        ? List.of()
        : List.of(Suggestion.of(builtIn, "built in; " + setting.get().kind().limits(), ""));
  }

  private List<Suggestion> verbNames() {
    return verbs.names().stream().map(each -> Suggestion.of(each, "", verbs.family(each))).toList();
  }
}
