package org.visiomatic.shell.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.console.Table;
import org.visiomatic.shell.console.Table.Column;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.CachedPyramid;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.PyramidDescription;
import org.visiomatic.tiler.pyramid.PyramidOutline;

/// The images of a cache folder whose sources are gone or have changed since.
public final class Orphans {

  /// An image without the source that it was made from.
  ///
  /// @param state of it: changed or gone
  private record Orphan(NamedImage image, ImageState state) {}

  private final CachedImages images;
  private final List<Orphan> found = new ArrayList<>();

  /// Looks at all sources.
  public Orphans(CachedImages images) throws IOException, InterruptedException {
    this.images = images;
    for (CachedPyramid pyramid : images.all()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("The search was interrupted.");
      }
      ImageState state = ImageState.of(pyramid);
      switch (state) {
        case CHANGED, GONE ->
            found.add(new Orphan(new NamedImage(images.nameOf(pyramid.folder()), pyramid), state));
        case CURRENT, DAMAGED, UNKNOWN -> {}
      }
    }
  }

  /// Prints them as a table.
  public void print(PrintWriter out) {
    Table table =
        new Table(
            Column.ofText("IMAGE"),
            Column.ofText("STATE"),
            Column.ofNumbers("SIZE"),
            Column.ofText("PINNED"),
            Column.ofText("SOURCE"));
    for (Orphan orphan : found) {
      CachedPyramid pyramid = orphan.image.pyramid();
      table.add(
          orphan.image.name(),
          orphan.state.toString(),
          ByteSize.text(pyramid.bytes()),
          pyramid.isPinned() ? "yes" : "",
          Printable.of(source(pyramid).orElse("?")));
    }
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text));
    out.print(text);
    out.flush();
  }

  /// Prints one JSON object per line.
  public void printJson(PrintWriter out) {
    for (Orphan orphan : found) {
      ObjectNode line = Document.of(orphan.image).put("state", orphan.state.toString());
      out.println(Document.line(line));
    }
    out.flush();
  }

  /// What to know before they are removed: sentences, often none.
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    long pinned = found.stream().filter(orphan -> orphan.image.pyramid().isPinned()).count();
    if (pinned > 0) {
      warnings.add("Images that are pinned stay: %,d.".formatted(pinned));
    }
    long homeless = found.stream().filter(Orphans::hasNoFolder).count();
    if (homeless > 0) {
      warnings.add(
          "Of %,d sources the folder is gone, too; if that is a disk which is not mounted now, leave their images alone."
              .formatted(homeless));
    }
    return warnings;
  }

  private static boolean hasNoFolder(Orphan orphan) {
    return switch (orphan.state) {
      case GONE ->
          source(orphan.image.pyramid())
              .map(source -> Path.of(source).getParent())
              .filter(parent -> !Files.isDirectory(parent))
              .isPresent();
      case CURRENT, CHANGED, DAMAGED, UNKNOWN -> false;
    };
  }

  private static Optional<String> source(CachedPyramid pyramid) {
    return pyramid.outline().map(outline -> outline.source().path());
  }

  /// Removes them, save those that are pinned.
  ///
  /// @return the exit code
  public int remove(Removal removal) throws IOException, InterruptedException {
    List<NamedImage> victims =
        found.stream().map(Orphan::image).filter(image -> !image.pyramid().isPinned()).toList();
    return removal.run(victims, () -> remove(victims));
  }

  private List<Path> remove(List<NamedImage> victims) throws IOException, InterruptedException {
    List<Path> removed = new ArrayList<>();
    for (NamedImage image : victims) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Removing was interrupted.");
      }
      Path pyramid = image.pyramid().folder();
      if (isStill(image.pyramid()) && images.folder().remove(pyramid)) {
        removed.add(pyramid);
      }
    }
    return removed;
  }

  /// Whether nobody has put a newer pyramid there since it was looked at.
  private static boolean isStill(CachedPyramid pyramid) throws IOException {
    try {
      return pyramid
          .outline()
          .map(PyramidOutline::source)
          .equals(Optional.of(PyramidDescription.read(pyramid.folder()).metadata().source()));
    } catch (DamagedPyramidException e) {
      // Removed by somebody else, or of no use to anybody.
      return true;
    }
  }
}
