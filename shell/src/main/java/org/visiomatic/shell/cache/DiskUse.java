package org.visiomatic.shell.cache;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.visiomatic.shell.console.Table;
import org.visiomatic.shell.console.Table.Column;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.CachedPyramid;

/// What images take on disk, the largest first, and together.
///
/// @param images those of the folder
/// @param pyramids the ones to weigh
/// @param isByLevel whether to weigh each level of each, too
public record DiskUse(CachedImages images, List<Path> pyramids, boolean isByLevel) {

  public DiskUse {
    pyramids = List.copyOf(pyramids);
  }

  /// Prints a table.
  public void print(PrintWriter out) throws IOException, InterruptedException {
    Table table = new Table(Column.ofNumbers("SIZE"), Column.ofText("IMAGE"));
    long sum = 0;
    List<NamedImage> sorted = sorted();
    for (NamedImage image : sorted) {
      table.add(ByteSize.text(image.pyramid().bytes()), image.name());
      List<Long> levels = isByLevel ? levels(image.pyramid()) : List.of();
      for (int level = 0; level < levels.size(); level++) {
        table.add(ByteSize.text(levels.get(level)), "  level " + level);
      }
      sum += image.pyramid().bytes();
    }
    table.add(
        ByteSize.text(sum),
        "total, %,d %s".formatted(sorted.size(), sorted.size() == 1 ? "image" : "images"));
    table.print(out);
  }

  /// Prints one JSON object per line.
  public void printJson(PrintWriter out) throws IOException, InterruptedException {
    long sum = 0;
    List<NamedImage> sorted = sorted();
    StringBuilder text = new StringBuilder();
    for (NamedImage image : sorted) {
      ObjectNode line = Document.object();
      line.put("image", image.name());
      line.put("pyramid", image.pyramid().folder().toString());
      line.put("bytes", image.pyramid().bytes());
      if (isByLevel) {
        ArrayNode levels = line.putArray("levels");
        levels(image.pyramid()).forEach(levels::add);
      }
      text.append(Document.line(line)).append(System.lineSeparator());
      sum += image.pyramid().bytes();
    }
    ObjectNode end = Document.object();
    end.putObject("total").put("images", sorted.size()).put("bytes", sum);
    out.print(text.append(Document.line(end)).append(System.lineSeparator()));
    out.flush();
  }

  private List<NamedImage> sorted() {
    List<NamedImage> sorted = new ArrayList<>();
    for (Path pyramid : pyramids) {
      images
          .find(pyramid)
          .ifPresent(found -> sorted.add(new NamedImage(images.nameOf(pyramid), found)));
    }
    Comparator<NamedImage> bySize = Comparator.comparingLong(image -> image.pyramid().bytes());
    sorted.sort(bySize.reversed().thenComparing(NamedImage::name));
    return sorted;
  }

  private List<Long> levels(CachedPyramid pyramid) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Weighing was interrupted.");
    }
    int count = pyramid.outline().map(outline -> outline.geometry().levels()).orElse(0);
    List<Long> levels = new ArrayList<>();
    for (int level = 0; level < count; level++) {
      levels.add(images.folder().bytes(pyramid.folder().resolve(Integer.toString(level))));
    }
    return levels;
  }
}
