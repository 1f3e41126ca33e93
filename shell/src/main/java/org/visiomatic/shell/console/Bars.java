package org.visiomatic.shell.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Counts as bars of block characters, exact to an eighth of a character. A count above 0 can
/// always be seen.
///
/// @param most the count whose bar takes all the room
/// @param isLogarithmic whether lengths follow the logarithm of 1 + count, so that rare values show
///   beside frequent ones
public record Bars(long most, boolean isLogarithmic) {

  private static final int EIGHTHS = 8;
  private static final String LYING = "▏▎▍▌▋▊▉█";
  private static final String STANDING = "▁▂▃▄▅▆▇█";

  public Bars {
    if (most < 0) {
      throw new IllegalArgumentException("No bar can stand for a count of %d.".formatted(most));
    }
  }

  /// Bars the longest of which stands for the largest count.
  public static Bars of(List<Long> counts, boolean isLogarithmic) {
    return new Bars(counts.stream().mapToLong(Long::longValue).max().orElse(0), isLogarithmic);
  }

  /// A bar from left to right, without blanks behind it.
  ///
  /// @param width characters of the longest bar
  public String lying(long count, int width) {
    int eighths = eighths(count, width);
    String whole = "█".repeat(eighths / EIGHTHS);
    int rest = eighths % EIGHTHS;
    return rest == 0 ? whole : whole + LYING.charAt(rest - 1);
  }

  /// Bars from bottom to top, side by side, one character high and wide each; a blank where there
  /// is none.
  public String standing(List<Long> counts) {
    return counts.stream()
        .map(count -> eighths(count, 1))
        .map(eighths -> eighths == 0 ? " " : STANDING.substring(eighths - 1, eighths))
        .collect(Collectors.joining());
  }

  /// Bars from bottom to top, side by side, one character wide each.
  ///
  /// @param height characters of the highest bar
  /// @return the lines from the top, without blanks at their ends
  public List<String> standing(List<Long> counts, int height) {
    List<String> lines = new ArrayList<>();
    for (int row = height - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder();
      for (long count : counts) {
        int inRow = Math.clamp(eighths(count, height) - row * EIGHTHS, 0, EIGHTHS);
        line.append(inRow == 0 ? ' ' : STANDING.charAt(inRow - 1));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int eighths(long count, int width) {
    if (count <= 0) {
      return 0;
    }
    return Math.clamp(Math.round(fraction(count) * width * EIGHTHS), 1, width * EIGHTHS);
  }

  private double fraction(long count) {
    return isLogarithmic
        ? Math.log1p((double) count) / Math.log1p((double) most)
        : (double) count / most;
  }
}
