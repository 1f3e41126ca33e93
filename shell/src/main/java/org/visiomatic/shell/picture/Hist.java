package org.visiomatic.shell.picture;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.visiomatic.serve.api.Json;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Bars;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.console.Table;
import org.visiomatic.shell.console.Table.Column;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.ValueHistogram;

/// Prints how the values of channels are distributed, as the pyramid knows from a sample of its
/// pixels.
///
/// @param image what the user calls it
/// @param bins how many, a power of two
/// @param isLogarithmic whether the lengths of bars follow logarithms
/// @param source opens the image
public record Hist(
    String image,
    Channels channels,
    int bins,
    boolean isLogarithmic,
    DataForm form,
    ImageSource source,
    Surroundings surroundings) {

  /// Bins when nobody says.
  public static final int USUAL_BINS = 32;

  private static final int LEAST_WIDTH = 10;
  private static final int GAPS = 6;

  public Hist {
    if (bins < 1 || bins > ValueHistogram.BINS || Integer.bitCount(bins) != 1) {
      throw new ConfigurationException(
          "Option --bins: '%d' was given, but a power of two from 1 to %d is needed: bins of the histogram in the cache put together."
              .formatted(bins, ValueHistogram.BINS));
    }
    if (isLogarithmic && form != DataForm.PLOT) {
      throw new ConfigurationException(
          "Option --log changes the lengths of bars; leave it out where none are drawn.");
    }
  }

  /// The histogram of a channel, printed as JSON.
  ///
  /// @param low lower end of the first bin
  /// @param high upper end of the last one
  /// @param below values below the first bin
  /// @param above values above the last one
  /// @param counts values in each bin; empty when nothing is known
  private record Counted(
      int channel, float low, float high, long below, long above, List<Long> counts) {

    private double edge(int bin) {
      return low + bin * ((double) high - low) / counts.size();
    }

    private long sum() {
      return below + above + counts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Prints them.
  public void run() throws IOException, InterruptedException {
    try (OpenedImage opened = source.open(image, surroundings)) {
      List<ChannelStatistics> statistics = opened.image().metadata().statistics();
      PrintWriter out = surroundings.out();
      if (form == DataForm.CSV) {
        out.println("channel,low,high,count");
      }
      for (int channel : channels.of(opened)) {
        Counted counted = count(channel, statistics.get(channel - 1).histogram());
        switch (form) {
          case PLOT -> draw(counted);
          case CSV -> printCsv(counted);
          case JSON -> out.println(Json.text(counted));
        }
      }
    }
  }

  private Counted count(int channel, ValueHistogram histogram) {
    List<Long> counts = new ArrayList<>();
    int each = histogram.counts().size() / bins;
    for (int bin = 0; each > 0 && bin < bins; bin++) {
      List<Long> together = histogram.counts().subList(bin * each, (bin + 1) * each);
      counts.add(together.stream().mapToLong(Long::longValue).sum());
    }
    return new Counted(
        channel, histogram.low(), histogram.high(), histogram.below(), histogram.above(), counts);
  }

  private void draw(Counted counted) {
    PrintWriter out = surroundings.out();
    if (counted.counts().isEmpty()) {
      out.println("channel %d: the cache has no histogram of it".formatted(counted.channel()));
      return;
    }
    out.println(
        "channel %d: a sample of %d pixels, %d below and %d above"
            .formatted(counted.channel(), counted.sum(), counted.below(), counted.above()));
    Table table =
        new Table(
            Column.ofNumbers("LOW"),
            Column.ofNumbers("HIGH"),
            Column.ofNumbers("COUNT"),
            Column.ofText(""));
    Bars bars = Bars.of(counted.counts(), isLogarithmic);
    int width = room(counted);
    for (int bin = 0; bin < counted.counts().size(); bin++) {
      long count = counted.counts().get(bin);
      table.add(
          Figures.rounded(counted.edge(bin)),
          Figures.rounded(counted.edge(bin + 1)),
          String.valueOf(count),
          bars.lying(count, width));
    }
    table.print(out);
  }

  private int room(Counted counted) {
    int edges = 0;
    for (int bin = 0; bin <= counted.counts().size(); bin++) {
      edges = Math.max(edges, Figures.rounded(counted.edge(bin)).length());
    }
    long most = counted.counts().stream().mapToLong(Long::longValue).max().orElse(0);
    int numbers = 2 * Math.max("HIGH".length(), edges);
    numbers += Math.max("COUNT".length(), String.valueOf(most).length());
    return Math.max(LEAST_WIDTH, surroundings.screen().columns() - numbers - GAPS);
  }

  private void printCsv(Counted counted) {
    if (counted.counts().isEmpty()) {
      return;
    }
    PrintWriter out = surroundings.out();
    int channel = counted.channel();
    out.println("%d,,%s,%d".formatted(channel, counted.edge(0), counted.below()));
    for (int bin = 0; bin < counted.counts().size(); bin++) {
      out.println(
          "%d,%s,%s,%d"
              .formatted(
                  channel, counted.edge(bin), counted.edge(bin + 1), counted.counts().get(bin)));
    }
    out.println("%d,%s,,%d".formatted(channel, counted.high(), counted.above()));
  }
}
