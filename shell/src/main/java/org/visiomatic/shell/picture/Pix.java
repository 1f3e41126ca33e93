package org.visiomatic.shell.picture;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.visiomatic.serve.api.Json;
import org.visiomatic.serve.api.PixelReadings;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.console.Table;
import org.visiomatic.shell.console.Table.Column;

/// Prints the values of single pixels: those that the server answers to `VAL`.
///
/// @param image what the user calls it
/// @param json whether to print one object per pixel
/// @param source opens the image
public record Pix(
    String image,
    List<Position> positions,
    Channels channels,
    boolean json,
    ImageSource source,
    Surroundings surroundings) {

  public Pix {
    positions = List.copyOf(positions);
  }

  /// One pixel.
  ///
  /// @param channels from 1
  /// @param values one for each of them; null for none
  private record Reading(int x, int y, List<Integer> channels, List<@Nullable Double> values) {}

  /// Prints them.
  ///
  /// @throws ConfigurationException when there are too many channels
  public void run() throws IOException, InterruptedException {
    try (OpenedImage opened = source.open(image, surroundings)) {
      PixelReadings readings = new PixelReadings(opened.image().pixels(), channels.of(opened));
      if (json) {
        printJson(readings);
      } else {
        printTable(readings);
      }
    } catch (RefusedRequestException e) {
      throw ParameterWords.refusal(e, Map.of());
    }
  }

  private void printJson(PixelReadings readings) {
    for (Position at : positions) {
      Reading reading =
          new Reading(
              at.x(), at.y(), readings.channels(), Figures.forJson(readings.at(at.x(), at.y())));
      surroundings.out().println(Json.text(reading));
    }
  }

  private void printTable(PixelReadings readings) {
    Table table =
        new Table(
            Stream.concat(
                    Stream.of("X", "Y"),
                    readings.channels().stream().map(channel -> "CHANNEL " + channel))
                .map(Column::ofNumbers)
                .toArray(Column[]::new));
    for (Position at : positions) {
      float[] values = readings.at(at.x(), at.y());
      String[] cells = new String[values.length + 2];
      cells[0] = String.valueOf(at.x());
      cells[1] = String.valueOf(at.y());
      for (int i = 0; i < values.length; i++) {
        cells[i + 2] = Figures.exact(values[i], "-");
      }
      table.add(cells);
    }
    table.print(surroundings.out());
  }
}
