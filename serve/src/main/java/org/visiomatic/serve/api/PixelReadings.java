package org.visiomatic.serve.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// Values of single pixels at full resolution, as JSON. A pixel outside of the image, one without a
/// value, an infinite one, or one of a channel that is not there is null.
final class PixelReadings {

  /// Points of the longest profile.
  static final int MAX_POINTS = 100_000;

  /// Numbers of the largest answer.
  static final long MAX_VALUES = 1_000_000;

  private final PixelLevels pixels;
  private final int[] channels;

  /// @param asked channels from 1; empty for all
  PixelReadings(PixelLevels pixels, List<Integer> asked) {
    this.pixels = pixels;
    this.channels =
        asked.isEmpty()
            ? IntStream.rangeClosed(1, pixels.geometry().channels()).toArray()
            : asked.stream().mapToInt(Integer::intValue).toArray();
  }

  byte[] values(int x, int y) {
    demand("VAL", 1);
    return Json.stream(
        json -> {
          json.writeStartObject();
          write(json, x, y);
          json.writeEndObject();
        });
  }

  /// x and y of the answer count from 0, unlike those of the question: clients rely on it.
  byte[] profile(ApiRequest.Line line) {
    demand("PFL", Bresenham.length(line));
    return Json.stream(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("profile");
          Bresenham.walk(line, (x, y) -> writePoint(json, x, y));
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

  private void writePoint(JsonGenerator json, int x, int y) {
    try {
      json.writeStartObject();
      json.writeNumberField("x", x - 1L);
      json.writeNumberField("y", y - 1L);
      write(json, x, y);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(JsonGenerator json, int x, int y) throws IOException {
    json.writeArrayFieldStart("values");
    for (int channel : channels) {
      float value = read(channel, x, y);
      if (Float.isFinite(value)) {
        // The exact value of the float, as clients have always been given it.
        json.writeNumber((double) value);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
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
