package org.visiomatic.shell.cache;

import java.util.ArrayList;
import java.util.List;
import org.visiomatic.tiler.pyramid.ValueHistogram;

/// A distribution of values, drawn with letters: columns as high as the logarithm of the frequency.
///
/// @param histogram what to draw
record HistogramText(ValueHistogram histogram) {

  private static final int COLUMNS = 64;
  private static final int ROWS = 5;

  /// An eighth of a row more each.
  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";

  private static final int EIGHTHS = BLOCKS.length() - 1;

  /// The drawing from the top, with the ends of its axis below; nothing when nothing is known.
  List<String> lines() {
    if (histogram.counts().isEmpty()) {
      return List.of();
    }
    double[] heights = heights();
    List<String> lines = new ArrayList<>();
    for (int row = ROWS - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder();
      for (double height : heights) {
        // Whatever there is, is seen.
        int eighths = (int) Math.ceil(height * ROWS * EIGHTHS) - row * EIGHTHS;
        line.append(BLOCKS.charAt(Math.clamp(eighths, 0, EIGHTHS)));
      }
      lines.add(line.toString().stripTrailing());
    }
    String low = DescriptionText.number(histogram.low());
    String high = DescriptionText.number(histogram.high());
    lines.add(low + " ".repeat(Math.max(1, COLUMNS - low.length() - high.length())) + high);
    return lines;
  }

  /// Of each column, from 0 to 1.
  private double[] heights() {
    int bins = ValueHistogram.BINS / COLUMNS;
    double[] heights = new double[COLUMNS];
    double highest = 0;
    for (int column = 0; column < COLUMNS; column++) {
      double sum = 0;
      for (long count : histogram.counts().subList(column * bins, (column + 1) * bins)) {
        sum += count;
      }
      heights[column] = Math.log1p(sum);
      highest = Math.max(highest, heights[column]);
    }
    for (int column = 0; column < COLUMNS && highest > 0; column++) {
      heights[column] /= highest;
    }
    return heights;
  }
}
