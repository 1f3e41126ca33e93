package org.visiomatic.shell.cache;

import java.util.regex.Pattern;

/// Texts that come from files, for a terminal: what could move its cursor or worse is replaced.
final class Printable {

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");

  private Printable() {}

  static String of(String text) {
    return CONTROLS.matcher(text).replaceAll("?");
  }
}
