package org.visiomatic.shell.cli;

import java.util.HashMap;
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

  private static final List<String> HELP = List.of("--help", "-h");

  private final SequencedMap<String, Function<Surroundings, CommandSpec>> all =
      new LinkedHashMap<>();
  private final Map<String, Verbs> groups = new HashMap<>();

  /// Adds a verb.
  ///
  /// @param spec makes its options and what stands behind it
  /// @return this
  public Verbs with(String name, Function<Surroundings, CommandSpec> spec) {
    all.put(name, spec);
    return this;
  }

  /// Adds a verb with verbs of its own.
  ///
  /// @param spec makes its options and what stands behind it when none of its verbs follows
  /// @return this
  public Verbs with(String name, Function<Surroundings, CommandSpec> spec, Verbs inner) {
    groups.put(name, inner);
    return with(name, spec);
  }

  /// Adds all verbs of others.
  ///
  /// @return this
  public Verbs with(Verbs others) {
    all.putAll(others.all);
    groups.putAll(others.groups);
    return this;
  }

  /// The names.
  public SequencedSet<String> names() {
    return all.sequencedKeySet();
  }

  /// The options of a verb and what stands behind it, with all verbs of its own.
  ///
  /// @throws IllegalArgumentException when there is no such verb
  public CommandSpec spec(String name, Surroundings surroundings) {
    return spec(name, surroundings, HELP.getFirst());
  }

  private CommandSpec spec(String name, Surroundings surroundings, String... line) {
    Function<Surroundings, CommandSpec> maker = all.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("There is no verb " + name + ".");
    }
    CommandSpec spec = maker.apply(surroundings);
    Verbs inner = groups.get(name);
    if (inner != null) {
      inner.addTo(spec, surroundings, line);
    }
    return spec;
  }

  /// Gives a command the verbs that a line can be about: all of them when it asks for help.
  public void addTo(CommandSpec root, Surroundings surroundings, String... line) {
    Stream<String> meant =
        Stream.of(line).anyMatch(HELP::contains)
            ? names().stream()
            : Stream.of(line).distinct().filter(all::containsKey);
    meant.forEach(name -> root.addSubcommand(name, spec(name, surroundings, line)));
  }

  /// The verbs as a map, for those who list them.
  public Map<String, CommandSpec> specs(Surroundings surroundings) {
    Map<String, CommandSpec> specs = new LinkedHashMap<>();
    names().forEach(name -> specs.put(name, spec(name, surroundings)));
    return specs;
  }
}
