package org.visiomatic.serve.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Values of single pixels at full resolution. A pixel outside of the image, one without a value,
/// an infinite one, or one of a channel that is not there has none: NaN, in JSON null.
public final class PixelReadings {

  /// Points of the longest profile.
  static final int MAX_POINTS = 100_000;

  /// Numbers of the largest answer.
  static final long MAX_VALUES = 1_000_000;

  private final PixelLevels pixels;
  private final int[] channels;

  /// @param asked channels from 1; empty for all
  public PixelReadings(PixelLevels pixels, List<Integer> asked) {
    this.pixels = pixels;
    this.channels =
        asked.isEmpty()
            ? IntStream.rangeClosed(1, pixels.geometry().channels()).toArray()
            : asked.stream().mapToInt(Integer::intValue).toArray();
  }

  /// The channels that are read, from 1.
  public List<Integer> channels() {
    return Arrays.stream(channels).boxed().toList();
  }

  /// The values of a pixel, one for each channel.
  ///
  /// @param x column from 1
  /// @param y row from 1, at the bottom
  /// @throws RefusedRequestException when there are too many channels
  public float[] at(int x, int y) {
    demand("VAL", 1);
    return read(x, y);
  }

  /// Visits the pixels of a straight line, both ends included, in the order from the first to the
  /// last.
  ///
  /// @throws RefusedRequestException when there are too many of them
  public void along(ApiRequest.Line line, PixelVisitor visitor) {
    demand("PFL", Bresenham.length(line));
    Bresenham.walk(line, (x, y) -> visitor.at(x, y, read(x, y)));
  }

  /// Is shown pixels.
  @FunctionalInterface
  public interface PixelVisitor {

    /// @param x column from 1
    /// @param y row from 1, at the bottom
    /// @param values one for each channel
    void at(int x, int y, float[] values);
  }

  byte[] values(int x, int y) {
    float[] values = at(x, y);
    return Json.stream(
        json -> {
          json.writeStartObject();
          write(json, values);
          json.writeEndObject();
        });
  }

  /// x and y of the answer count from 0, unlike those of the question: clients rely on it.
  byte[] profile(ApiRequest.Line line) {
    return Json.stream(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("profile");
          along(line, (x, y, values) -> writePoint(json, x, y, values));
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void demand(String parameter, long points) {
    if (points > MAX_POINTS || points * channels.length > MAX_VALUES) {
      throw RefusedRequestException.senseless(
          parameter,
          "%d points in %d channels were asked for, but an answer holds at most %d points and %d values; ask for a shorter line or fewer channels"
              .formatted(points, channels.length, MAX_POINTS, MAX_VALUES));
    }
  }

  private static void writePoint(JsonGenerator json, int x, int y, float[] values) {
    try {
      json.writeStartObject();
      json.writeNumberField("x", x - 1L);
      json.writeNumberField("y", y - 1L);
      write(json, values);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JsonGenerator json, float[] values) throws IOException {
    json.writeArrayFieldStart("values");
    for (float value : values) {
      if (Float.isNaN(value)) {
        json.writeNull();
      } else {
        // The exact value of the float, as clients have always been given it.
        json.writeNumber((double) value);
      }
    }
    json.writeEndArray();
  }

  private float[] read(int x, int y) {
    float[] values = new float[channels.length];
    for (int i = 0; i < values.length; i++) {
      float value = read(channels[i], x, y);
      values[i] = Float.isFinite(value) ? value : Float.NaN;
    }
    return values;
  }

  private float read(int channel, int x, int y) {
    PyramidGeometry geometry = pixels.geometry();
    boolean inside =
        channel >= 1
            && channel <= geometry.channels()
            && x >= 1
            && x <= geometry.width()
            && y >= 1
            && y <= geometry.height();
    if (!inside) {
      return Float.NaN;
    }
    float[] value = new float[1];
    pixels.read(0, channel - 1, x - 1, geometry.height() - y, 1, 1, value, 0, 1);
    return value[0];
  }
}
