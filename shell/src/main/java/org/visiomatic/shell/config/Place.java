package org.visiomatic.shell.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a setting belongs in a file that does not have it.
sealed interface Place {

  /// In place of a line.
  record Instead(int number) implements Place {}

  /// Below a line.
  record Below(int number) implements Place {}

  /// At the end.
  ///
  /// @param heading whether the heading of its section goes before it
  record AtEnd(boolean heading) implements Place {}

  Pattern ASSIGNMENT = Pattern.compile("([a-z_-]+)\\s*=\\s*(.*)", Pattern.CASE_INSENSITIVE);

  /// Finds it.
  static Place of(ConfigurationLines file, Setting<?> setting) {
    boolean anyHeading = false;
    boolean anyValue = false;
    boolean inside = false;
    int heading = 0;
    int last = 0;
    int commentedOut = 0;
    for (int number = 1; number <= file.count(); number++) {
      switch (file.line(number)) {
        case ConfigurationLine.Heading found -> {
          anyHeading = true;
          inside = found.section().equalsIgnoreCase(setting.section().key());
          heading = inside && heading == 0 ? number : heading;
        }
        case ConfigurationLine.Value _ -> {
          anyValue = true;
          last = inside ? number : last;
        }
        case ConfigurationLine.Comment comment -> {
          boolean here = inside || !anyHeading;
          if (commentedOut == 0 && here && isCommentedOut(setting, comment.text())) {
            commentedOut = number;
          }
        }
        case ConfigurationLine.Unreadable _ -> {
          // Nobody can tell where it belongs.
        }
      }
    }
    if (commentedOut > 0) {
      return new Instead(commentedOut);
    }
    if (heading > 0) {
      return new Below(Math.max(heading, last));
    }
    return new AtEnd(anyHeading || !anyValue);
  }

  /// Not every comment that begins so is one: `# port = the door that visitors come in by`.
  private static boolean isCommentedOut(Setting<?> setting, String comment) {
    Matcher assignment = ASSIGNMENT.matcher(comment);
    if (!assignment.matches() || !Settings.name(assignment.group(1)).equals(setting.name())) {
      return false;
    }
    try {
      return setting.kind().parse(assignment.group(2)) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
