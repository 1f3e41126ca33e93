package org.visiomatic.shell.cache;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.shell.console.Bars;
import org.visiomatic.tiler.pyramid.ValueHistogram;

/// A distribution of values, drawn with letters: bars as high as the logarithm of the frequency.
///
/// @param histogram what to draw
record HistogramText(ValueHistogram histogram) {

  private static final int COLUMNS = 64;
  private static final int ROWS = 5;

  /// The drawing from the top, with the ends of its axis below; nothing when nothing is known.
  List<String> lines() {
    if (histogram.counts().isEmpty()) {
      return List.of();
    }
    List<Long> counts = new ArrayList<>();
    int bins = ValueHistogram.BINS / COLUMNS;
    for (int column = 0; column < COLUMNS; column++) {
      List<Long> together = histogram.counts().subList(column * bins, (column + 1) * bins);
      counts.add(together.stream().mapToLong(Long::longValue).sum());
    }
    List<String> lines = new ArrayList<>(Bars.of(counts, true).standing(counts, ROWS));
    String low = DescriptionText.number(histogram.low());
    String high = DescriptionText.number(histogram.high());
    lines.add(low + " ".repeat(Math.max(1, COLUMNS - low.length() - high.length())) + high);
    return lines;
  }
}
