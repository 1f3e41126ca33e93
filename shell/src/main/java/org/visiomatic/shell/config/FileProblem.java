package org.visiomatic.shell.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is wrong with a configuration file.
///
/// @param kind what sort of problem it is
/// @param line number of the line, from 1; 0 when it is none of a line
/// @param key the name as it stands there; empty when it is none of a setting
/// @param found what stands there, unless that is secret
/// @param allowed what could stand there; empty when that cannot be said in a few words
/// @param nearest the name that may be meant; empty when there is none
/// @param message all that in a sentence
public record FileProblem(
    Kind kind, int line, String key, String found, String allowed, String nearest, String message) {

  /// Sorts of problems.
  public enum Kind {
    /// The line is none that such a file has.
    SYNTAX,
    /// The line is not UTF-8.
    ENCODING,
    /// There is no such setting.
    UNKNOWN,
    /// The setting does not take the value.
    VALUE,
    /// Settings do not go together.
    COMBINATION,
    /// A server could not start as things are on this machine.
    START,
    /// A later line sets the same.
    TWICE,
    /// There is no such section.
    SECTION;

    /// Whether a server does not start with it; otherwise it is a hint.
    public boolean isError() {
      return switch (this) {
        case SYNTAX, ENCODING, UNKNOWN, VALUE, COMBINATION, START -> true;
        case TWICE, SECTION -> false;
      };
    }
  }

  /// One of no line.
  public static FileProblem of(Kind kind, String message) {
    return new FileProblem(kind, 0, "", "", "", "", message);
  }

  /// Whether another is the same, wherever its line has gone.
  public boolean isSameAs(FileProblem other) {
    return kind == other.kind && key.equals(other.key) && message.equals(other.message);
  }

  /// All that can be said of a file by looking at nothing else, in the order of the lines.
  public static List<FileProblem> in(ConfigurationLines file) {
    List<FileProblem> problems = new ArrayList<>();
    for (int number = 1; number <= file.count(); number++) {
      switch (file.line(number)) {
        case ConfigurationLine.Comment _ -> {
          // Whatever people like to say.
        }
        case ConfigurationLine.Heading heading -> addSection(problems, number, heading.section());
        case ConfigurationLine.Value value -> addValue(problems, number, value, file);
        case ConfigurationLine.Unreadable line ->
            problems.add(
                new FileProblem(
                    Kind.SYNTAX,
                    number,
                    "",
                    line.text(),
                    "a comment, a [section] or 'name = value'",
                    "",
                    "'%s' is neither a comment nor a [section] nor 'name = value'."
                        .formatted(line.text())));
      }
    }
    return problems;
  }

  private static void addSection(List<FileProblem> problems, int number, String section) {
    List<String> known = Arrays.stream(Section.values()).map(Section::key).toList();
    if (known.stream().noneMatch(section::equalsIgnoreCase)) {
      problems.add(
          new FileProblem(
              Kind.SECTION,
              number,
              "",
              section,
              String.join(", ", known),
              Spelling.nearest(section, known),
              "There is no section [%s]; what stands below it counts all the same."
                  .formatted(section)));
    }
  }

  private static void addValue(
      List<FileProblem> problems,
      int number,
      ConfigurationLine.Value value,
      ConfigurationLines in) {
    Setting<?> setting = Settings.named(value.typed()).orElse(null);
    String key = value.typed();
    if (setting == null) {
      problems.add(
          new FileProblem(
              Kind.UNKNOWN,
              number,
              key,
              value.text(),
              "",
              Settings.nearest(key),
              Settings.thereIsNo(key)));
      return;
    }
    String found = setting.kind().isSecret() ? "" : value.text();
    String limits = setting.kind().limits();
    if (!in.isUtf8(number)) {
      problems.add(
          new FileProblem(
              Kind.ENCODING, number, key, "", limits, "", "Setting " + key + " is not UTF-8."));
      return;
    }
    int counts = in.settingLines(setting.name()).getLast();
    if (counts != number) {
      problems.add(
          new FileProblem(
              Kind.TWICE,
              number,
              key,
              found,
              "",
              "",
              "Setting %s stands again in line %d, which is what counts.".formatted(key, counts)));
      return;
    }
    try {
      var _ = setting.kind().parse(value.text());
    } catch (IllegalArgumentException e) {
      problems.add(
          new FileProblem(
              Kind.VALUE,
              number,
              key,
              found,
              limits,
              "",
              "Setting " + key + ": " + e.getMessage() + "."));
    }
  }
}
