package org.visiomatic.shell.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows of text in columns as wide as their widest cell. Numbers stand at the right of their
/// column.
public final class Table {

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param columns from the left
  public Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /// A column.
  ///
  /// @param title what stands above it
  /// @param isNumeric whether its cells stand at the right
  public record Column(String title, boolean isNumeric) {

    /// A column of texts.
    public static Column ofText(String title) {
      return new Column(title, false);
    }

    /// A column of numbers.
    public static Column ofNumbers(String title) {
      return new Column(title, true);
    }
  }

  /// Adds a row.
  ///
  /// @param cells one for each column
  public void add(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d cells were given for %d columns.".formatted(cells.length, columns.size()));
    }
    rows.add(List.of(cells));
  }

  /// Prints the titles and the rows.
  public void print(PrintWriter out) {
    int[] widths = new int[columns.size()];
    List<String> titles = columns.stream().map(Column::title).toList();
    widen(widths, titles);
    rows.forEach(row -> widen(widths, row));
    out.println(line(widths, titles));
    rows.forEach(row -> out.println(line(widths, row)));
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], width(cells.get(column)));
    }
  }

  private String line(int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String blanks = " ".repeat(widths[column] - width(cell));
      line.append(column == 0 ? "" : GAP);
      line.append(columns.get(column).isNumeric() ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
