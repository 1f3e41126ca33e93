package org.visiomatic.shell.config;

import java.util.List;
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
}
