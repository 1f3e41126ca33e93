package org.visiomatic.shell.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a line of a configuration file means.
sealed interface ConfigurationLine {

  /// A blank line or a comment.
  ///
  /// @param text of the comment, without its mark; empty for a blank line
  record Comment(String text) implements ConfigurationLine {}

  /// `[section]`.
  ///
  /// @param section what stands in the brackets
  record Heading(String section) implements ConfigurationLine {}

  /// `name = value` or `name: value`.
  ///
  /// @param typed the name as it stands there
  /// @param text of the value
  /// @param start where the text of the value begins, in characters from the start of the line
  record Value(String typed, String text, int start) implements ConfigurationLine {

    /// The name in the form of [Setting#name].
    String name() {
      return Settings.name(typed);
    }
  }

  /// Anything else.
  record Unreadable(String text) implements ConfigurationLine {}

  Pattern HEADING = Pattern.compile("\\[(.*)]");
  Pattern SEPARATOR = Pattern.compile("[=:]");

  /// Reads a line.
  ///
  /// @param line without its end
  static ConfigurationLine of(String line) {
    String bare = line.strip();
    if (bare.isEmpty()) {
      return new Comment("");
    }
    if (bare.startsWith("#") || bare.startsWith(";")) {
      return new Comment(bare.substring(1).strip());
    }
    Matcher heading = HEADING.matcher(bare);
    if (heading.matches()) {
      return new Heading(heading.group(1).strip());
    }
    Matcher separator = SEPARATOR.matcher(line);
    if (!separator.find()) {
      return new Unreadable(bare);
    }
    String text = line.substring(separator.end()).strip();
    int start = text.isEmpty() ? line.length() : line.indexOf(text, separator.end());
    return new Value(line.substring(0, separator.start()).strip(), text, start);
  }
}
