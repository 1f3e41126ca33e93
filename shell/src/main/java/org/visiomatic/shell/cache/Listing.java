package org.visiomatic.shell.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.visiomatic.shell.console.Amounts;
import org.visiomatic.shell.console.Table;
import org.visiomatic.shell.console.Table.Column;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.CachedPyramid;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidOutline;

/// The list of the images in a cache folder.
///
/// @param filter which to list
/// @param order in which order
/// @param isReversed whether in the opposite order
/// @param isLong whether to look for the state of each, and to say more
public record Listing(ImageFilter filter, ImageOrder order, boolean isReversed, boolean isLong) {

  private static final String UNKNOWN = "?";

  /// Prints a table.
  ///
  /// @param now from which ages are counted
  public void print(CachedImages images, Instant now, PrintWriter out)
      throws IOException, InterruptedException {
    Table table = isLong ? longTable() : shortTable();
    for (Listed listed : found(images)) {
      table.add(isLong ? longRow(listed, now) : shortRow(listed.image, now));
    }
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text));
    out.print(text);
    out.flush();
  }

  /// Prints one JSON object per line.
  public void printJson(CachedImages images, PrintWriter out)
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (Listed listed : found(images)) {
      ObjectNode object = Document.of(listed.image);
      listed.state.ifPresent(state -> object.put("state", state.toString()));
      text.append(Document.line(object)).append(System.lineSeparator());
    }
    out.print(text);
    out.flush();
  }

  /// An image and, if somebody has looked, its state.
  private record Listed(NamedImage image, Optional<ImageState> state) {}

  private List<Listed> found(CachedImages images) throws IOException, InterruptedException {
    List<NamedImage> found = new ArrayList<>(filter.from(images));
    Comparator<NamedImage> comparator = order.comparator();
    found.sort(isReversed ? comparator.reversed() : comparator);
    boolean looks = isLong || !filter.states().isEmpty();
    List<Listed> listed = new ArrayList<>(found.size());
    for (NamedImage image : found) {
      if (Thread.interrupted()) {
        throw new InterruptedException("The list was interrupted.");
      }
      Optional<ImageState> state =
          looks ? Optional.of(ImageState.of(image.pyramid())) : Optional.empty();
      if (filter.states().isEmpty() || state.filter(filter.states()::contains).isPresent()) {
        listed.add(new Listed(image, state));
      }
    }
    return listed;
  }

  private static Table shortTable() {
    return new Table(
        Column.ofText("IMAGE"),
        Column.ofNumbers("SIZE"),
        Column.ofNumbers("PIXELS"),
        Column.ofNumbers("USED"),
        Column.ofText("PINNED"));
  }

  private static String[] shortRow(NamedImage image, Instant now) {
    CachedPyramid pyramid = image.pyramid();
    return new String[] {
      image.name(),
      ByteSize.text(pyramid.bytes()),
      pyramid.outline().map(Listing::pixels).orElse(UNKNOWN),
      age(pyramid.used(), now),
      pinned(pyramid)
    };
  }

  private static Table longTable() {
    return new Table(
        Column.ofText("IMAGE"),
        Column.ofText("STATE"),
        Column.ofNumbers("SIZE"),
        Column.ofNumbers("PIXELS"),
        Column.ofText("TYPE"),
        Column.ofNumbers("BUILT"),
        Column.ofNumbers("USED"),
        Column.ofText("PINNED"),
        Column.ofText("SOURCE"));
  }

  private static String[] longRow(Listed listed, Instant now) {
    CachedPyramid pyramid = listed.image.pyramid();
    Optional<PyramidOutline> outline = pyramid.outline();
    return new String[] {
      listed.image.name(),
      listed.state.map(ImageState::toString).orElse(UNKNOWN),
      ByteSize.text(pyramid.bytes()),
      outline.map(Listing::pixels).orElse(UNKNOWN),
      outline.map(known -> known.type().zarrName()).orElse(UNKNOWN),
      outline.map(known -> age(known.made(), now)).orElse(UNKNOWN),
      age(pyramid.used(), now),
      pinned(pyramid),
      outline.map(known -> Printable.of(known.source().path())).orElse(UNKNOWN)
    };
  }

  /// Columns, rows and, of several, channels.
  static String pixels(PyramidOutline outline) {
    PyramidGeometry geometry = outline.geometry();
    String channels = geometry.channels() == 1 ? "" : "×" + geometry.channels();
    return geometry.width() + "×" + geometry.height() + channels;
  }

  static String age(Instant time, Instant now) {
    return Amounts.text(Duration.between(time, now));
  }

  private static String pinned(CachedPyramid pyramid) {
    return pyramid.isPinned() ? "yes" : "";
  }
}
