package org.visiomatic.shell.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;

/// The verbs by name, in the order in which help lists them. Their options are made when they are
/// asked for: those of all take a tenth of a second.
public final class Verbs {

  private static final List<String> HELP = List.of("--help", "-h");

  private final SequencedMap<String, Verb> all = new LinkedHashMap<>();

  /// @param family what stands above it in lists
  /// @param inner verbs of its own
  private record Verb(
      String family, Function<Surroundings, CommandSpec> spec, Optional<Verbs> inner) {}

  /// Adds a verb.
  ///
  /// @param spec makes its options and what stands behind it
  /// @return this
  public Verbs with(String name, Function<Surroundings, CommandSpec> spec) {
    all.put(name, new Verb("", spec, Optional.empty()));
    return this;
  }

  /// Adds a verb with verbs of its own.
  ///
  /// @param spec makes its options and what stands behind it when none of its verbs follows
  /// @return this
  public Verbs with(String name, Function<Surroundings, CommandSpec> spec, Verbs inner) {
    all.put(name, new Verb("", spec, Optional.of(inner)));
    return this;
  }

  /// Adds all verbs of others.
  ///
  /// @param family what stands above them in lists
  /// @return this
  public Verbs with(String family, Verbs others) {
    others.all.forEach((name, verb) -> all.put(name, new Verb(family, verb.spec(), verb.inner())));
    return this;
  }

  /// The same but for some.
  public Verbs without(String... names) {
    Verbs rest = new Verbs();
    rest.all.putAll(all);
    List.of(names).forEach(rest.all::remove);
    return rest;
  }

  /// The names.
  public SequencedSet<String> names() {
    return all.sequencedKeySet();
  }

  /// The names of each family that has any.
  public SequencedMap<String, List<String>> families() {
    return names().stream()
        .collect(Collectors.groupingBy(this::family, LinkedHashMap::new, Collectors.toList()));
  }

  /// What stands above a verb in lists; empty for one that is in none.
  public String family(String name) {
    return verb(name).family();
  }

  /// The options of a verb and what stands behind it, with its examples and all verbs of its own.
  ///
  /// @throws IllegalArgumentException when there is no such verb
  public CommandSpec spec(String name, Surroundings surroundings) {
    return spec(name, surroundings, HELP.getFirst());
  }

  private CommandSpec spec(String name, Surroundings surroundings, String... line) {
    Verb verb = verb(name);
    CommandSpec spec = verb.spec().apply(surroundings);
    Examples.addTo(spec);
    verb.inner().ifPresent(inner -> inner.addTo(spec, surroundings, line));
    return spec;
  }

  private Verb verb(String name) {
    Verb verb = all.get(name);
    if (verb == null) {
      throw new IllegalArgumentException("There is no verb " + name + ".");
    }
    return verb;
  }

  /// Gives a command the verbs that a line can be about: all of them when it asks for help.
  public void addTo(CommandSpec root, Surroundings surroundings, String... line) {
    Stream<String> meant =
        Stream.of(line).anyMatch(HELP::contains)
            ? names().stream()
            : Stream.of(line).distinct().filter(all::containsKey);
    meant.forEach(name -> root.addSubcommand(name, spec(name, surroundings, line)));
  }
}
