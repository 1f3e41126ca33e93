package org.visiomatic.shell.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.repl.Suggestion;
import org.visiomatic.shell.repl.Suggestions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completes lines by what the options and parameters of the verbs say of themselves.
final class Completion implements Suggestions {

  private static final String OPTIONS = "options";

  private final Verbs verbs;
  private final Surroundings surroundings;
  private final ArgumentValues values;
  private final Map<String, CommandSpec> specs = new HashMap<>();

  Completion(Verbs verbs, Surroundings surroundings, CacheFacts facts) {
    this.verbs = verbs;
    this.surroundings = surroundings;
    values = new ArgumentValues(verbs, facts);
  }

  @Override
  public List<Suggestion> after(List<String> words, String beginning) {
    if (words.isEmpty()) {
      return verbs.names().stream()
          .filter(name -> !spec(name).usageMessage().hidden())
          .map(name -> Suggestion.of(name, HelpCommand.first(spec(name)), verbs.family(name)))
          .toList();
    }
    if (!verbs.names().contains(words.getFirst())) {
      return List.of();
    }
    Place place = Place.after(spec(words.getFirst()), words.subList(1, words.size()));
    if (place.pending() != null) {
      return values.of(place.pending(), place.positionals(), beginning);
    }
    if (place.takesOptions() && beginning.startsWith("-")) {
      int sign = beginning.indexOf('=');
      return sign < 0 ? names(place, beginning) : value(place, beginning, sign + 1);
    }
    return arguments(place, beginning);
  }

  private CommandSpec spec(String name) {
    return specs.computeIfAbsent(name, each -> verbs.spec(each, surroundings));
  }

  private List<Suggestion> value(Place place, String beginning, int start) {
    Optional<OptionSpec> option = place.option(beginning.substring(0, start - 1));
    return option
        .map(each -> values.of(each, place.positionals(), beginning.substring(start)))
        .orElse(List.of())
        .stream()
        .map(each -> each.after(beginning.substring(0, start)))
        .toList();
  }

  /// Each option once, in the spelling that has been begun: with dashes or with underscores.
  private static List<Suggestion> names(Place place, String beginning) {
    List<Suggestion> names = new ArrayList<>();
    for (OptionSpec option : place.spec().options()) {
      if (option.hidden() || (place.has(option) && !option.isMultiValue())) {
        continue;
      }
      String description = sentence(option);
      List<String> fitting =
          List.of(option.names()).stream().filter(name -> name.startsWith(beginning)).toList();
      fitting.stream()
          .filter(
              name ->
                  name.startsWith("--")
                      || fitting.stream().noneMatch(longName -> longName.startsWith("--")))
          .findFirst()
          .ifPresent(name -> names.add(Suggestion.of(name, description, OPTIONS)));
    }
    return names;
  }

  /// The first one of its description, without the mark of its end.
  private static String sentence(OptionSpec option) {
    String description = String.join(" ", option.description()).replace("%%", "%");
    int end = description.indexOf(". ");
    return (end < 0 ? description : description.substring(0, end)).replaceFirst("\\.$", "");
  }

  private List<Suggestion> arguments(Place place, String beginning) {
    List<Suggestion> found = new ArrayList<>();
    place
        .spec()
        .subcommands()
        .forEach(
            (name, command) ->
                found.add(
                    Suggestion.of(name, HelpCommand.first(command.getCommandSpec()), "verbs")));
    int index = place.positionals().size();
    place.spec().positionalParameters().stream()
        .filter(each -> each.index().min() <= index && index <= each.index().max())
        .forEach(each -> found.addAll(values.of(each, place.positionals(), beginning)));
    return found;
  }

  /// Where in the line of a verb a word stands.
  ///
  /// @param spec of the verb, or of the one below it
  /// @param positionals what has been given without an option
  /// @param given options that stand before
  /// @param pending the option whose value the word is, if it is one
  /// @param takesOptions whether it can be an option
  private record Place(
      CommandSpec spec,
      List<String> positionals,
      List<String> given,
      @Nullable OptionSpec pending,
      boolean takesOptions) {

    static Place after(CommandSpec verb, List<String> words) {
      Place place = new Place(verb, List.of(), List.of(), null, true);
      for (String word : words) {
        place = place.then(word);
      }
      return place;
    }

    private Place then(String word) {
      if (pending != null) {
        return new Place(spec, positionals, given, null, takesOptions);
      }
      if (takesOptions && word.equals("--")) {
        return new Place(spec, positionals, given, null, false);
      }
      if (takesOptions && word.startsWith("-") && word.length() > 1) {
        int sign = word.indexOf('=');
        String name = sign < 0 ? word : word.substring(0, sign);
        OptionSpec option = option(name).orElse(null);
        boolean waits = option != null && sign < 0 && option.arity().min() > 0;
        return new Place(spec, positionals, with(given, name), waits ? option : null, true);
      }
      if (positionals.isEmpty() && spec.subcommands().containsKey(word)) {
        CommandSpec below = spec.subcommands().get(word).getCommandSpec();
        return new Place(below, List.of(), List.of(), null, true);
      }
      return new Place(spec, with(positionals, word), given, null, takesOptions);
    }

    private static List<String> with(List<String> words, String word) {
      List<String> more = new ArrayList<>(words);
      more.add(word);
      return List.copyOf(more);
    }

    Optional<OptionSpec> option(String name) {
      return Optional.ofNullable(spec.findOption(name));
    }

    boolean has(OptionSpec option) {
      return List.of(option.names()).stream().anyMatch(given::contains);
    }
  }
}
