package org.visiomatic.shell.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Every setting of the program, with defaults and limits as in the manual of VisiOmatic 3.
public final class Settings {

  private static final List<Setting<?>> ALL =
      Stream.of(
              HostSection.all(),
              ImageSection.all(),
              ServerSection.all(),
              EngineSection.all(),
              CacheSection.all())
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private Settings() {}

  /// All settings, in the order of their sections.
  public static List<Setting<?>> all() {
    return ALL;
  }

  /// The setting that somebody has typed the name of, with dashes or underscores.
  public static Optional<Setting<?>> named(String typed) {
    String name = name(typed);
    return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
  }

  /// As [#named].
  ///
  /// @throws ConfigurationException when there is none of that name; the message says which is
  ///   nearest
  public static Setting<?> demand(String typed) {
    return named(typed).orElseThrow(() -> new ConfigurationException(thereIsNo(typed)));
  }

  /// The sentence that there is no such setting.
  static String thereIsNo(String typed) {
    String nearest = nearest(typed);
    return "There is no setting "
        + typed
        + (nearest.isEmpty() ? "; 'visiomatic config' lists them." : "; is " + nearest + " meant?");
  }

  /// The name of the setting that may be meant by a misspelt one; empty when none is near.
  static String nearest(String typed) {
    return Spelling.nearest(name(typed), ALL.stream().map(Setting::name).toList());
  }

  /// A name as it stands in a file or on a command line, in the form of [Setting#name].
  public static String name(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
