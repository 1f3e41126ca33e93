package org.visiomatic.shell.picture;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.api.ApiRequest;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.PixelReadings;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Surroundings;

/// Prints the values along a straight line, both ends included: those that the server answers to
/// `PFL`.
///
/// @param image what the user calls it
/// @param source opens the image
public record Profile(
    String image,
    Position from,
    Position to,
    Channels channels,
    DataForm form,
    ImageSource source,
    Surroundings surroundings) {

  private static final int PLOT_ROWS = 12;

  /// A pixel of the line.
  ///
  /// @param values one for each channel; NaN for none
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  private record Point(int x, int y, float[] values) {}

  /// What is printed as JSON.
  private record Document(String image, List<Integer> channels, List<DocumentPoint> profile) {}

  private record DocumentPoint(int x, int y, List<@Nullable Double> values) {}

  /// Prints them.
  ///
  /// @throws ConfigurationException when the line is too long
  public void run() throws IOException, InterruptedException {
    try (OpenedImage opened = source.open(image, surroundings)) {
      List<Integer> chosen = channels.of(opened);
      List<Point> points = new ArrayList<>();
      new PixelReadings(opened.image().pixels(), chosen)
          .along(
              new ApiRequest.Line(from.x(), from.y(), to.x(), to.y()),
              (x, y, values) -> points.add(new Point(x, y, values)));
      switch (form) {
        case PLOT -> plot(points, chosen);
        case CSV -> printCsv(points, chosen);
        case JSON -> printJson(opened.name(), points, chosen);
      }
    } catch (RefusedRequestException e) {
      throw ParameterWords.refusal(e, Map.of());
    }
  }

  private void plot(List<Point> points, List<Integer> chosen) {
    PrintWriter out = surroundings.out();
    for (int i = 0; i < chosen.size(); i++) {
      float[] series = new float[points.size()];
      for (int point = 0; point < series.length; point++) {
        series[point] = points.get(point).values()[i];
      }
      out.println("channel %d, %d pixels".formatted(chosen.get(i), series.length));
      LinePlot plot = new LinePlot(surroundings.screen().columns(), PLOT_ROWS);
      plot.draw(series, label(from), label(to)).forEach(out::println);
    }
  }

  private static String label(Position position) {
    return position.x() + "," + position.y();
  }

  private void printCsv(List<Point> points, List<Integer> chosen) {
    PrintWriter out = surroundings.out();
    out.println(
        chosen.stream()
            .map(channel -> ",channel_" + channel)
            .collect(Collectors.joining("", "x,y", "")));
    for (Point point : points) {
      StringBuilder line = new StringBuilder().append(point.x()).append(',').append(point.y());
      for (float value : point.values()) {
        line.append(',').append(Figures.exact(value, ""));
      }
      out.println(line);
    }
  }

  private void printJson(String name, List<Point> points, List<Integer> chosen) {
    List<DocumentPoint> profile =
        points.stream()
            .map(each -> new DocumentPoint(each.x(), each.y(), Figures.forJson(each.values())))
            .toList();
    surroundings.out().println(Json.text(new Document(name, chosen, profile)));
  }
}
