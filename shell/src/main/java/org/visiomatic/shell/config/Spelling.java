package org.visiomatic.shell.config;

import java.util.Comparator;
import java.util.List;

/// Finds what may be meant by a misspelt word.
final class Spelling {

  private Spelling() {}

  /// The word that takes the fewest letters added, left out, replaced or exchanged with their
  /// neighbours; failing one that is near, the only one that has the typed text in it. Empty when
  /// there is none.
  static String nearest(String typed, List<String> words) {
    int near = Math.max(2, typed.length() / 3);
    String closest =
        words.stream()
            .min(Comparator.comparingInt(word -> distance(typed, word)))
            .filter(word -> distance(typed, word) <= near)
            .orElse("");
    if (!closest.isEmpty() || typed.isEmpty()) {
      return closest;
    }
    List<String> around = words.stream().filter(word -> word.contains(typed)).toList();
    return around.size() == 1 ? around.getFirst() : "";
  }

  /// The restricted edit distance of Damerau and Levenshtein.
  static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        steps[i][j] =
            Math.min(
                steps[i - 1][j - 1] + other, Math.min(steps[i - 1][j] + 1, steps[i][j - 1] + 1));
        boolean exchanged =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (exchanged) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[a.length()][b.length()];
  }
}
