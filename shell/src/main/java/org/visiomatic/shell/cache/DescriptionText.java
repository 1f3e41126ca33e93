package org.visiomatic.shell.cache;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.visiomatic.shell.console.Amounts;
import org.visiomatic.shell.console.Table;
import org.visiomatic.shell.console.Table.Column;
import org.visiomatic.tiler.batch.ByteSize;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.ImageSection;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidMetadata;
import org.visiomatic.tiler.pyramid.TileSize;

/// What there is to say about an image, for a reader.
///
/// @param description what there is to say
/// @param now from which ages are counted
/// @param out where to say it
record DescriptionText(Description description, Instant now, PrintWriter out) {

  /// Channels whose distributions are drawn; those of a cube would fill many screens.
  private static final int DRAWN = 4;

  void print() {
    facts();
    notes();
    sections();
    levels();
    statistics();
    out.flush();
  }

  private void facts() {
    var pyramid = description.image().pyramid();
    var outline = description.outline();
    var storage = description.pyramid().storage();
    PyramidMetadata metadata = description.pyramid().metadata();
    TileSize tile = outline.geometry().tile();
    fact("image", description.image().name());
    fact("state", description.state() + (pyramid.isPinned() ? ", pinned" : ""));
    fact("source", Printable.of(metadata.source().path()));
    fact("", ByteSize.text(metadata.source().size()) + ", changed " + changed(metadata));
    fact("pyramid", pyramid.folder().toString());
    fact("size", ByteSize.text(pyramid.bytes()));
    fact("built", when(outline.made()));
    fact("used", when(pyramid.used()) + (description.isInUse() ? ", in use now" : ""));
    fact("options", Printable.of(metadata.options()));
    fact(
        "storage",
        storage.compression().name().toLowerCase(Locale.ROOT)
            + (storage.checksums() ? ", checksums" : ""));
    fact("pixels", Listing.pixels(outline) + " " + outline.type().zarrName());
    fact("tiles", "%d×%d".formatted(tile.width(), tile.height()));
  }

  private static String changed(PyramidMetadata metadata) {
    long nanos = metadata.source().modifiedNanos();
    return Document.time(Instant.ofEpochSecond(0, nanos));
  }

  private String when(Instant time) {
    String age = Amounts.text(Duration.between(time, now));
    return Document.time(time) + (age.equals("now") ? " (now)" : " (" + age + " ago)");
  }

  private void fact(String name, String value) {
    out.printf("%-8s %s%n", name, value);
  }

  private void notes() {
    description.pyramid().metadata().notes().forEach(note -> fact("note", Printable.of(note)));
  }

  private void sections() {
    List<ImageSection> sections = description.pyramid().metadata().sections();
    if (sections.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            Column.ofNumbers("HDU"),
            Column.ofText("NAME"),
            Column.ofNumbers("PIXELS"),
            Column.ofText("IN THE FRAME"));
    for (ImageSection section : sections) {
      String channels = section.channels() == 1 ? "" : "×" + section.channels();
      table.add(
          Integer.toString(section.hdu()),
          Printable.of(section.name()),
          section.width() + "×" + section.height() + channels,
          "%d–%d, %d–%d"
              .formatted(
                  section.frameX().first(),
                  section.frameX().last(),
                  section.frameY().first(),
                  section.frameY().last()));
    }
    out.println();
    table.print(out);
  }

  private void levels() {
    PyramidGeometry geometry = description.pyramid().geometry();
    Table table =
        new Table(
            Column.ofNumbers("LEVEL"),
            Column.ofNumbers("PIXELS"),
            Column.ofNumbers("TILES"),
            Column.ofNumbers("SIZE"));
    for (int level = 0; level < geometry.levels(); level++) {
      table.add(
          Integer.toString(level),
          geometry.width(level) + "×" + geometry.height(level),
          "%,d".formatted(geometry.channels() * geometry.tiles(level)),
          ByteSize.text(description.levelBytes().get(level)));
    }
    out.println();
    table.print(out);
  }

  private void statistics() {
    List<ChannelStatistics> channels = description.pyramid().metadata().statistics();
    Table table =
        new Table(
            Column.ofNumbers("CHANNEL"),
            Column.ofNumbers("BACKGROUND"),
            Column.ofNumbers("MAD"),
            Column.ofNumbers("LOW CUT"),
            Column.ofNumbers("HIGH CUT"));
    for (int channel = 0; channel < channels.size(); channel++) {
      ChannelStatistics statistics = channels.get(channel);
      table.add(
          Integer.toString(channel + 1),
          number(statistics.background()),
          number(statistics.mad()),
          number(statistics.low()),
          number(statistics.high()));
    }
    out.println();
    table.print(out);
    for (int channel = 0; channel < Math.min(DRAWN, channels.size()); channel++) {
      HistogramText histogram = new HistogramText(channels.get(channel).histogram());
      if (!histogram.lines().isEmpty()) {
        out.printf("%nChannel %d, logarithm of the frequency%n", channel + 1);
        histogram.lines().forEach(out::println);
      }
    }
    if (channels.size() > DRAWN) {
      out.printf("%nThe distributions of all channels are told with --json.%n");
    }
  }

  static String number(float value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
