package org.visiomatic.shell.picture;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A series of values as columns of block characters between its smallest and its largest value.
/// Where there are more values than columns, a column is as high as the largest of its values, so
/// that no peak is lost; where there is none, it is blank.
///
/// @param columns characters per line, axis included
/// @param rows lines without the axis, at least 2
record LinePlot(int columns, int rows) {

  private static final int EIGHTHS = 8;
  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";
  private static final int LEAST_WIDTH = 8;

  /// Draws it.
  ///
  /// @param first what stands below the first value
  /// @param last what stands below the last one
  List<String> draw(float[] series, String first, String last) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : series) {
      if (!Float.isNaN(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (low > high) {
      return List.of("no values between %s and %s".formatted(first, last));
    }
    String top = Figures.rounded(high);
    String bottom = Figures.rounded(low);
    int margin = Math.max(top.length(), bottom.length());
    int width =
        Math.clamp(columns - margin - 2L, LEAST_WIDTH, Math.max(LEAST_WIDTH, series.length));
    @Nullable Double[] peaks = peaks(series, Math.min(width, series.length));
    List<String> lines = new ArrayList<>();
    for (int row = rows - 1; row >= 0; row--) {
      String label = row == rows - 1 ? top : row == 0 ? bottom : "";
      String axis = label.isEmpty() ? "│" : "┤";
      lines.add(
          (" ".repeat(margin - label.length()) + label + " " + axis + line(peaks, row, low, high))
              .stripTrailing());
    }
    lines.add(" ".repeat(margin + 1) + "└" + "─".repeat(peaks.length));
    int gap = Math.max(1, peaks.length - first.length() - last.length());
    lines.add(" ".repeat(margin + 2) + first + " ".repeat(gap) + last);
    return lines;
  }

  private String line(@Nullable Double[] peaks, int row, double low, double high) {
    StringBuilder line = new StringBuilder();
    for (Double peak : peaks) {
      if (peak == null) {
        line.append(' ');
        continue;
      }
      // The smallest value is an eighth high, so that it is not taken for none.
      double fraction = high > low ? (peak - low) / (high - low) : 0;
      long eighths = 1 + Math.round(fraction * (rows * EIGHTHS - 1));
      line.append(BLOCKS.charAt(Math.clamp(eighths - (long) row * EIGHTHS, 0, EIGHTHS)));
    }
    return line.toString();
  }

  private static @Nullable Double[] peaks(float[] series, int width) {
    @Nullable Double[] peaks = new Double[width];
    for (int column = 0; column < width; column++) {
      int start = (int) ((long) column * series.length / width);
      int end = (int) ((column + 1L) * series.length / width);
      for (int i = start; i < end; i++) {
        double value = series[i];
        Double before = peaks[column];
        if (!Double.isNaN(value) && (before == null || value > before)) {
          peaks[column] = value;
        }
      }
    }
    return peaks;
  }
}
