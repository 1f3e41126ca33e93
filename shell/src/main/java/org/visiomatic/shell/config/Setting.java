package org.visiomatic.shell.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One setting of the program.
///
/// @param section group that it is shown in
/// @param name name in the configuration file, and after two dashes on the command line
/// @param abbreviation one letter for the command line, or [#NO_LETTER]
/// @param kind which values it takes
/// @param builtIn text of the value that holds when no level sets it
/// @param description what it does, for the help
/// @param isLive whether a running server follows a change of it; otherwise it needs a restart
/// @param <T> type of its values
public record Setting<T>(
    Section section,
    String name,
    char abbreviation,
    Kind<T> kind,
    String builtIn,
    String description,
    boolean isLive) {

  /// Stands for the letter of a setting that has none.
  static final char NO_LETTER = ' ';

  /// Settings are told apart by their names.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Setting<?> setting && name.equals(setting.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /// How it can be written on the command line.
  public List<String> optionNames() {
    String dashed = "--" + name.replace('_', '-');
    String plain = "--" + name;
    List<String> names = dashed.equals(plain) ? List.of(plain) : List.of(plain, dashed);
    if (abbreviation == NO_LETTER) {
      return names;
    }
    return Stream.concat(Stream.of("-" + abbreviation), names.stream()).toList();
  }

  /// The environment variable that sets it.
  public String environmentName() {
    return "VISIOMATIC_" + name.toUpperCase(Locale.ROOT);
  }
}
