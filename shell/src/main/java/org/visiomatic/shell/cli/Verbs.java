package org.visiomatic.shell.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.visiomatic.shell.console.Surroundings;
import picocli.CommandLine.Model.CommandSpec;

/// The verbs by name, in the order in which help lists them. Their options are made when they are
/// asked for: those of all take a tenth of a second.
public final class Verbs {

  private final SequencedMap<String, Function<Surroundings, CommandSpec>> all =
      new LinkedHashMap<>();

  /// Adds a verb.
  ///
  /// @param spec makes its options and what stands behind it
  /// @return this
  public Verbs with(String name, Function<Surroundings, CommandSpec> spec) {
    all.put(name, spec);
    return this;
  }

  /// Adds all verbs of others.
  ///
  /// @return this
  public Verbs with(Verbs others) {
    all.putAll(others.all);
    return this;
  }

  /// The names.
  public SequencedSet<String> names() {
    return all.sequencedKeySet();
  }

  /// The options of a verb and what stands behind it.
  ///
  /// @throws IllegalArgumentException when there is no such verb
  public CommandSpec spec(String name, Surroundings surroundings) {
    Function<Surroundings, CommandSpec> spec = all.get(name);
    if (spec == null) {
      throw new IllegalArgumentException("There is no verb " + name + ".");
    }
    return spec.apply(surroundings);
  }

  /// Gives a command the verbs that a line can be about: all of them when it asks for help.
  public void addTo(CommandSpec root, Surroundings surroundings, String... line) {
    Stream<String> meant =
        Stream.of(line).anyMatch(List.of("-h", "--help")::contains)
            ? names().stream()
            : Stream.of(line).distinct().filter(all::containsKey);
    meant.forEach(name -> root.addSubcommand(name, spec(name, surroundings)));
  }

  /// The verbs as a map, for those who list them.
  public Map<String, CommandSpec> specs(Surroundings surroundings) {
    Map<String, CommandSpec> specs = new LinkedHashMap<>();
    all.forEach((name, spec) -> specs.put(name, spec.apply(surroundings)));
    return specs;
  }
}
